"""Jobs on a few digits, which are at rest again when the test ends."""

import time

import pytest

import autoencoders as ae
from autoencoders.scores.probe import Probe
from ui.seats import Seats
from ui.train.job import Job

TINY = ae.Recipe("tiny", "adam", rate=3e-3, steps=100_000, batch=8)


@pytest.fixture(scope="session")
def probe(synthetic):
    return Probe(synthetic.train_images[:500], synthetic.test_images[:60], synthetic.test_labels[:60])


@pytest.fixture
def start(synthetic, probe):
    """Start jobs; all of them are at rest again when the test ends."""
    started = []

    def start(name="mlp-10", recipe=TINY, room=None, seed=0, clock=time.monotonic, images=None):
        images = synthetic.train_images[:500] if images is None else images
        job = Job(ae.variant(name).initial(seed), images, recipe, probe, room or Seats(2), seed, clock)
        started.append(job)
        return job

    yield start
    for job in started:
        job.pause()
    assert all(job.wait(60) for job in started)
