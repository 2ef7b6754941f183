"""What an alien is called."""

import pytest

from ui.aliens.words import named


@pytest.mark.parametrize(
    ("title", "shape", "said"),
    [
        ("Letter", "A", "no digit: letter A, no. 7"),
        ("Doodle", "house", "no digit: house, no. 7"),
        ("Upside down", "", "no digit: upside down, no. 7"),
    ],
)
def test_an_alien_is_named_by_its_shape_or_its_kind(title, shape, said):
    assert named(title, shape, 7) == said
