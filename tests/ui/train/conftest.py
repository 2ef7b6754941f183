"""Jobs on a few digits, which are at rest again when the test ends."""

import time
from dataclasses import replace

import pytest

import autoencoders as ae
from autoencoders.scores.probe import Probe
from autoencoders.workers.block import Material, advance
from ui.crowd.seats import Seats
from ui.stored.shelf import Shelf
from ui.train.job import Job

TINY = ae.Recipe("tiny", "adam", rate=3e-3, steps=100_000, batch=8)


class Here:
    """A worker in this process: what the real ones do, without them."""

    def advance(self, block, material, near=None):
        return "here", advance(block, material)

    def tidy(self, worker, compiled):
        return False


@pytest.fixture(scope="session")
def material(synthetic):
    few = replace(
        synthetic,
        train_images=synthetic.train_images[:500],
        train_labels=synthetic.train_labels[:500],
        test_images=synthetic.test_images[:60],
        test_labels=synthetic.test_labels[:60],
    )
    return Material(few, Probe(few.train_images, few.test_images, few.test_labels))


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def start(material, shelf):
    """Start jobs; all of them are at rest again when the test ends."""
    started: list[Job] = []

    def start(
        name="mlp-10",
        recipe=TINY,
        room=None,
        seed=0,
        clock=time.monotonic,
        pool=None,
        visitor=None,
        material=material,
        private=False,
    ):
        room = room or Seats(lambda: 2, clock)
        visitor = str(len(started)) if visitor is None else visitor
        job = Job(
            ae.variant(name).initial(seed), material, recipe, pool or Here(), room, shelf, seed, visitor, clock, private
        )
        started.append(job)
        return job

    yield start
    for job in started:
        job.pause()
    assert all(job.wait(60) for job in started)
