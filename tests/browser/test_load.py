"""A few visitors over real websockets, as `python -m benchmarks.load` sends two hundred: each question has its answer."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

from benchmarks.load import PAGES, run
from benchmarks.visitor import Fault, Visitor


def in_a_thread(coroutine):
    """What the coroutine gives. Playwright's own loop runs in this thread for as long as a browser is open."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def port_of(server: str) -> int:
    return int(server.rsplit(":", 1)[1])


def test_a_few_visitors_at_once_all_get_the_answer_to_their_own_question(server):
    load = in_a_thread(run(port_of(server), psutil.Process().pid, visitors=4, period=0.5, seconds=8))
    assert load.faults == []
    assert len(load.taken) >= 4 * 8
    assert min(load.taken) > 0


@pytest.mark.parametrize("page", PAGES)
def test_a_page_at_rest_asks_for_nothing(page, server):
    """No fragment of it runs by a clock: a page that nobody touches costs the server nothing."""

    async def look():
        visitor = await Visitor.arrive(port_of(server), page)
        await visitor.leave()
        return visitor.again

    assert in_a_thread(look()) == {}


def test_a_move_of_the_slider_runs_its_fragment_alone(server):
    """The sidebar and the frame of the page are not sent again for it."""

    async def move():
        visitor = await Visitor.arrive(port_of(server), "reconstruct", "input=Pick")
        whole = await visitor.ask()
        part = await visitor.ask(sigma="0.30")
        again = await visitor.ask(sigma="0.30", number=7)
        await visitor.leave()
        return whole, part, again

    whole, part, again = in_a_thread(move())
    assert part.size < 0.95 * whole.size
    assert "σ = 0.30" in part.html
    assert re.findall("test digit [0-9], no. ([0-9]+)", again.html)[0] == "7"


def test_a_visitor_tells_a_page_that_fails(server):
    """The control: what the load calls a fault is one. A button that is not on the page can't be pressed."""

    async def press():
        visitor = await Visitor.arrive(port_of(server), "reconstruct")
        try:
            await visitor.ask(press="train_play")
        finally:
            await visitor.leave()

    with pytest.raises((Fault, KeyError)):
        in_a_thread(press())
