"""The film of a run: what its models do at each kept snapshot, whatever the size of the code, and bounded."""

import numpy as np
import pytest
from safetensors.numpy import load

from ui.stored.curves import Point
from ui.train.history import Snapshot
from ui.train.playback import MOST_FRAMES, as_bytes, chosen, made_of, packed


@pytest.fixture
def run(start):
    """Play a variant for a few steps; it is at rest again."""

    def run(name):
        job = start(name)
        job.play(12)
        assert job.wait(120)
        return job

    return run


@pytest.mark.parametrize(("name", "is_map"), [("vae-2", True), ("mlp-10", False)])
def test_it_holds_what_the_models_of_the_run_do(run, name, is_map):
    job = run(name)
    snapshots = job.history.snapshots
    assert len(snapshots) > 1
    track = made_of(job, labelled=True)
    arrays = load(track.pack.data)
    assert track.title == ("VAE" if name == "vae-2" else "AE")
    assert list(arrays["steps"]) == [snapshot.step for snapshot in snapshots]
    assert (("codes" in arrays), ("labels" in arrays), ("kl" in arrays)) == (is_map, is_map, name == "vae-2")
    digits = job.probe.images[job.probe.strip]
    for i, snapshot in enumerate(snapshots):
        made = arrays["pictures"][i].reshape(2, -1, 28, 28, 1) / 255
        assert np.abs(made[0] - snapshot.model.reconstruct(digits)).max() < 0.51 / 255
        assert np.abs(made[1] - job.probe.samples(snapshot.model)[:8]).max() < 0.51 / 255
        assert arrays["reconstruction"][i] == pytest.approx(snapshot.point.test["reconstruction"])
        if is_map:
            np.testing.assert_array_equal(arrays["codes"][i], snapshot.model.encode(job.probe.images))
    if is_map:
        inside = np.abs(arrays["codes"][-1]).max(axis=1) <= track.view[2]
        assert inside.mean() > 0.97
        assert "labels" not in load(made_of(job, labelled=False).pack.data)


def test_the_digest_knows_the_run_and_what_is_in_it(run):
    job = run("mlp-10")
    snapshots = job.history.snapshots
    one, again, part = (packed(job, some, True)[0].digest for some in (snapshots, snapshots, snapshots[:1]))
    assert one == again != part


@pytest.mark.parametrize("count", [2, 7, MOST_FRAMES, 3 * MOST_FRAMES])
def test_a_film_has_so_many_snapshots_at_most_the_first_and_the_last_among_them(count):
    kept = chosen([Snapshot(Point(step, 0.0, {}, {}), None) for step in range(count)])  # type: ignore[arg-type]
    steps = [snapshot.step for snapshot in kept]
    assert (steps[0], steps[-1]) == (0, count - 1)
    assert len(steps) == min(count, MOST_FRAMES)
    assert steps == sorted(set(steps))


def test_pictures_that_are_no_numbers_are_black():
    assert as_bytes(np.full((2, 3, 28, 28, 1), np.nan)).shape == (2, 3, 784)
    assert not as_bytes(np.full((1, 28, 28, 1), np.nan)).any()
    assert (
        as_bytes(np.array([-1, 0, 0.5, 1, 9]).repeat(784).reshape(5, 28, 28, 1))[:, 0] == [0, 0, 128, 255, 255]
    ).all()
