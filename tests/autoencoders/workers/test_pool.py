"""Real workers: of this machine, and of a cluster with a scheduler and two worker processes; some are killed."""

import gc
import os
import subprocess
import sys
import threading
import weakref
from dataclasses import replace

import keras
import numpy as np
import psutil
import pytest

import autoencoders as ae
from autoencoders.scores.probe import Probe
from autoencoders.training import State
from autoencoders.workers import pool as pools
from autoencoders.workers.block import Block, Material, advance
from autoencoders.workers.pool import Pool, PoolLost
from tests.autoencoders.conftest import cluster_of
from tests.waiting import until

RECIPE = ae.Recipe("tiny", "adam", rate=3e-3, steps=100, batch=8)


@pytest.fixture(scope="module")
def material(synthetic):
    few = replace(synthetic, train_images=synthetic.train_images[:300], train_labels=synthetic.train_labels[:300])
    return Material(few, Probe(few.train_images, few.test_images[:40], few.test_labels[:40]))


@pytest.fixture(scope="module")
def local():
    pool = Pool()
    pool.start()
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def cluster(scheduler):
    pool = Pool(scheduler)
    yield pool
    pool.close()


def block(name="vae-2", steps=5, state=None):
    return Block(state or State(ae.variant(name).initial(1)), RECIPE, 7, steps, 3e-3, 1.0, 0.1)


def process_of(pool, worker):
    """The process behind the address of a worker."""
    return psutil.Process(pool._connected().run(os.getpid, workers=[worker])[worker])


def test_a_worker_does_what_would_be_done_here(local, material):
    worker, done = local.advance(block(), material)
    here = advance(block(), material)
    assert done.state.step == 5
    for name, array in here.state.model.parameters.items():
        np.testing.assert_allclose(done.state.model.parameters[name], array, atol=1e-6)
    assert done.test["kl"] == pytest.approx(here.test["kl"], rel=1e-4)
    assert local.advance(block(state=done.state), material, worker)[0] == worker
    assert process_of(local, worker).nice() > psutil.Process().nice()  # pages go first


def test_images_travel_once(local, material):
    client = local._connected()
    for _ in range(3):
        worker, _ = local.advance(block(), material)
    kept = [key for key in client.has_what()[worker] if "Material" in str(key)]
    assert len(kept) == 1


def test_images_of_who_has_left_are_nowhere_any_more(local, material):
    """They are a visitor's own pictures, perhaps; and others need the memory."""
    mine = Material(replace(material.dataset, train_images=material.dataset.train_images[::-1].copy()), material.probe)
    local.advance(block(), mine)
    images = weakref.ref(mine.dataset)
    (key,) = [future.key for number, future in local._sent.items() if number == id(mine)]
    del mine
    gc.collect()
    assert images() is None
    until(lambda: not any(key in keys for keys in local._connected().has_what().values()))


@pytest.mark.parametrize("who", ["worker", "everything"])
def test_what_is_killed_in_the_middle_of_a_block_is_replaced_and_loses_nothing(who, local, material, monkeypatch):
    if who == "worker":  # and on a busy machine the next one takes longer than a scheduler may to answer
        monkeypatch.setattr(pools, "CONNECT_SECONDS", 0.1)
    worker, done = local.advance(block(), material)
    victim = process_of(local, worker) if who == "worker" else psutil.Process(local._processes.pid)
    killing = threading.Timer(0.1, victim.kill)
    killing.start()
    other, after = local.advance(block(steps=2_000, state=done.state), material, worker)
    killing.join()
    assert other != worker
    assert after.state.step == 2_005
    assert np.isfinite(after.train["reconstruction"])


def test_a_loss_that_is_no_number_comes_back_as_such_with_the_state_before(local, material):
    begun = block("mlp-10")
    _, done = local.advance(replace(begun, rate=1e30), material)
    assert done.diverged_at > 0
    assert done.state.step == 0
    np.testing.assert_array_equal(
        done.state.model.parameters["encoder.code.kernel"], begun.state.model.parameters["encoder.code.kernel"]
    )


def test_a_worker_that_compiled_too_much_is_started_anew(local, material):
    worker, done = local.advance(block(), material)
    assert not local.tidy(worker, done.compiled)
    assert local.tidy(worker, 10**6)
    assert local.advance(block(), material)[0] != worker


def test_a_keras_file_is_made_by_a_worker(local, synthetic, tmp_path):
    model = ae.variant("conv-10").initial(3)
    (tmp_path / "mine.keras").write_bytes(local.keras_file(model))
    images = synthetic.test_images[:5].astype(np.float32) / 255
    theirs = keras.models.load_model(tmp_path / "mine.keras")(images)
    np.testing.assert_allclose(np.asarray(theirs), model.reconstruct(images), atol=1e-5)


def test_a_cluster_has_as_many_seats_as_workers_and_goes_on_with_the_one_that_is_left(cluster, material):
    cluster.start()
    cluster._connected().wait_for_workers(2, timeout=60)
    cluster._counted = 0.0, 1
    assert cluster.seats == 2
    worker, done = cluster.advance(block(), material)
    assert cluster.advance(block(state=done.state), material, worker)[0] == worker
    killing = threading.Timer(0.1, process_of(cluster, worker).kill)
    killing.start()
    other, after = cluster.advance(block(steps=2_000, state=done.state), material, worker)
    assert (other != worker, after.state.step) == (True, 2_005)


def test_no_scheduler_at_the_address_is_a_sentence(material, monkeypatch):
    monkeypatch.setattr(pools, "CONNECT_SECONDS", 1)
    with pytest.raises(PoolLost, match=r"tcp://127.0.0.1:9: try again in a moment"):
        Pool("tcp://127.0.0.1:9").advance(block(), material)


@pytest.fixture(scope="module")
def unmanned(tmp_path_factory):
    """A pool whose scheduler has no worker."""
    with cluster_of(0, tmp_path_factory.mktemp("unmanned")) as address:
        pool = Pool(address)
        pool.start()
        yield pool
        pool.close()


@pytest.mark.parametrize("asked", ["a block", "a file"])
def test_a_scheduler_without_workers_is_a_sentence(asked, unmanned, material, monkeypatch):
    monkeypatch.setattr(pools, "CONNECT_SECONDS", 0.5)
    with pytest.raises(PoolLost, match=f"had at {unmanned.address}: try again in a moment"):
        unmanned.advance(block(), material) if asked == "a block" else unmanned.keras_file(
            ae.variant("mlp-10").initial(0)
        )


def test_who_waits_for_a_worker_is_told_when_all_are_sent_away(unmanned, material):
    pool = Pool(unmanned.address)
    pool.start()
    closing = threading.Timer(0.5, pool.close)
    closing.start()
    with pytest.raises(PoolLost, match="were sent away"):
        pool.advance(block(), material)
    closing.join()


def test_who_uses_workers_imports_no_tensorflow():
    told = (
        "import sys, autoencoders.workers.pool; print(sorted({'tensorflow', 'keras', 'streamlit'} & set(sys.modules)))"
    )
    assert subprocess.check_output([sys.executable, "-c", told], text=True).strip() == "[]"
