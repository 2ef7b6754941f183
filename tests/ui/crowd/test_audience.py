"""Who watches is counted, and the more watch, the seldomer each of them looks."""

import pytest

from ui.crowd.audience import AT_REST, GONE, LOOKS_A_SECOND, SOONEST, Audience


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_who_has_not_looked_for_long_does_not_watch():
    clock = Clock()
    audience = Audience(clock)
    audience.look("one")
    clock.now = GONE
    audience.look("two")
    assert audience.count == 2
    clock.now += 1
    assert audience.count == 1
    audience.look("two")
    assert audience.count == 1
    clock.now += GONE + 1
    assert audience.count == 0


@pytest.mark.parametrize("count", [1, 30, 200, 900])
@pytest.mark.parametrize("at_rest", [True, False])
def test_all_together_look_so_often_at_most_and_nobody_counts_as_gone(count, at_rest):
    audience = Audience(Clock())
    for number in range(count):
        audience.look(str(number))
    pause = audience.pause(at_rest)
    assert count / pause <= LOOKS_A_SECOND
    assert pause >= (AT_REST if at_rest else SOONEST)
    assert pause < GONE * max(1, count / 200)
    if count == 1:
        assert pause == (AT_REST if at_rest else SOONEST)
