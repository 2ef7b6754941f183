"""A sweep on real workers, here and behind a scheduler: every row as it would be by itself, nothing done twice, nothing half."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil
import pytest

import autoencoders as ae
from autoencoders.report.folder import shipped_numbers
from autoencoders.scores.metrics import mse
from autoencoders.scores.model_scores import evaluate
from autoencoders.sweep import sweep as sweeps
from autoencoders.sweep import table
from autoencoders.sweep.goal import TEST, VALIDATION, goal
from autoencoders.sweep.plan import from_words
from autoencoders.sweep.scoring import Trained, score
from autoencoders.sweep.sweep import STEPS_AT_ONCE, SweepError, parts, sweep
from autoencoders.training import BLOCK
from autoencoders.workers.pool import Pool, PoolLost
from tests.waiting import until

TINY = ["steps=30", "batch=8"]


class Here(Pool):
    """A pool of one worker that is this process."""

    def workers(self):
        return ["here"]

    def call(self, work, given, material, near=None):
        return "here", work(given, material)

    def tidy(self, worker, compiled):
        return False


@pytest.fixture(scope="module")
def few(synthetic):
    return replace(
        synthetic,
        train_images=synthetic.train_images[:600],
        train_labels=synthetic.train_labels[:600],
        test_images=synthetic.test_images[:120],
        test_labels=synthetic.test_labels[:120],
    )


def swept(words, dataset, folder, pool=None, split=TEST, keep_weights=False):
    """The rows that a sweep yields, and the work that it tells of."""
    told: list[float] = []
    aim = goal(dataset, split, ae.__version__, folder, keep_weights)
    return list(sweep(from_words([*words, *TINY]), aim, pool or Here(), told.append)), sum(told)


def by_itself(training, dataset):
    """The model that the trainer makes of it, without any sweep."""
    trainer = ae.Trainer(training.initial(), dataset.train_images, training.recipe, training.seed)
    losses = [progress.losses for progress in trainer.run(training.recipe.steps)]
    return trainer.model, losses[-1]


def test_two_workers_behind_a_scheduler_make_the_rows_that_one_alone_would(few, scheduler, tmp_path):
    pool, used = Pool(scheduler), []

    class Watched(Here):
        workers, tidy = pool.workers, pool.tidy

        def call(self, *arguments):
            used.append(pool.call(*arguments))
            return used[-1]

    words = ["family=mlp,vae", "d=2", "beta=0.5", "sigma=0,0.2", "seed=0-1"]
    try:
        pool.start()
        pool._connected().wait_for_workers(2, timeout=60)
        rows, told = swept(words, few, tmp_path, Watched())
    finally:
        pool.close()
    trainings = from_words([*words, *TINY])
    assert len({worker for worker, _ in used}) == 2
    assert told == pytest.approx(sum(training.work for training in trainings))
    assert len(rows) == len(trainings) == len(table.read(tmp_path)) == 8
    for training in trainings:
        (row,) = (row for row in table.read(tmp_path) if row["name"] == training.name)
        model, losses = by_itself(training, few)
        wanted = evaluate(model, few, denoiser=training.recipe.noise > 0)
        for name in set(wanted) & set(row):
            assert row[name] == pytest.approx(wanted[name], rel=1e-3), name
        assert row["train_reconstruction"] == pytest.approx(losses["reconstruction"].mean(), rel=1e-4)
        assert row["mse"] == pytest.approx(
            float(mse(few.test_images / 255.0, model.reconstruct(few.test_images)).mean()), 1e-3
        )
        assert (row["train_kl"] is None) == (row["beta"] is None) == (row["kl"] is None) == (training.family == "mlp")
        assert (row["noisy_psnr"] is None) == (training.recipe.noise == 0)


def test_what_is_there_is_not_done_again_and_what_is_new_is(few, tmp_path):
    first, _ = swept(["family=mlp", "d=2", "seed=0-1"], few, tmp_path)
    again, told = swept(["family=mlp", "d=2", "seed=0-2"], few, tmp_path)
    assert ([row["seed"] for row in first], [row["seed"] for row in again]) == ([0, 1], [2])
    assert told == pytest.approx(from_words(["family=mlp", "d=2", *TINY])[0].work)
    assert [row["seed"] for row in table.read(tmp_path)] == [0, 1, 2]


def test_a_training_that_diverges_is_a_row_and_no_end(few, tmp_path):
    rows, _ = swept(["family=mlp", "d=2", "optimizer=sgd", "rate=1000000", "seed=0-1"], few, tmp_path)
    assert [(row["diverged_at"] > 0, row["mse"]) for row in table.read(tmp_path) if rows] == [(True, None)] * 2
    assert swept(["family=mlp", "d=2", "optimizer=sgd", "rate=1000000", "seed=0-1"], few, tmp_path)[0] == []


def test_weights_that_are_kept_are_those_that_were_scored(few, tmp_path):
    words = ["family=vae", "d=3", "beta=2", "seed=5"]
    (row,), _ = swept(words, few, tmp_path, keep_weights=True)
    path = tmp_path / "weights" / f"{row['name']}.{row['key']}.safetensors"
    model, card = ae.load(path), ae.card(path)
    assert evaluate(model, few, denoiser=False)["negative_elbo"] == pytest.approx(row["negative_elbo"], rel=1e-6)
    assert (card["scores"]["kl"], card["seed"], card["beta"]) == (pytest.approx(row["kl"]), 5, 2.0)
    assert swept(words, few, tmp_path, keep_weights=True)[0] == []
    path.unlink()
    assert len(swept(words, few, tmp_path)[0]) == 0, "nobody asked for weights"
    assert len(swept(words, few, tmp_path, keep_weights=True)[0]) == 1
    assert len(table.read(tmp_path)) == 1


def test_validation_trains_on_five_sixths_and_scores_on_the_rest(few, tmp_path):
    (row,), _ = swept(["family=mlp", "d=2"], few, tmp_path, split=VALIDATION)
    (training,) = from_words(["family=mlp", "d=2", *TINY])
    model, _ = by_itself(training, replace(few, train_images=few.train_images[:500]))
    rest = few.train_images[500:]
    assert row["split"] == VALIDATION
    assert row["mse"] == pytest.approx(float(mse(rest / 255.0, model.reconstruct(rest)).mean()), rel=1e-5)
    assert len(swept(["family=mlp", "d=2"], few, tmp_path)[0]) == 1, "on the test images it is another training"
    assert [row["split"] for row in table.read(tmp_path)] == [TEST, VALIDATION]


def test_a_folder_takes_one_sweep_at_a_time(few, tmp_path):
    aim = goal(few, TEST, ae.__version__, tmp_path)
    trainings = from_words(["family=mlp", "d=2", "seed=0-3", *TINY])
    going = sweep(trainings, aim, Here(), float)
    next(going)
    with pytest.raises(SweepError, match=r"Another sweep is writing into .* wait for it"):
        next(sweep(trainings, aim, Here(), float))
    going.close()
    assert len(list(sweep(trainings, aim, Here(), float))) <= 3


class Lossy(Here):
    """A pool that loses the workers of every training of these seeds."""

    def __init__(self, *seeds):
        super().__init__()
        self.seeds = seeds

    def call(self, work, given, material, near=None):
        if getattr(given, "seed", None) in self.seeds:
            raise PoolLost("The workers were lost.")
        return super().call(work, given, material, near)


def test_a_training_that_loses_its_workers_is_put_aside_and_named_at_the_end(few, tmp_path):
    aim = goal(few, TEST, ae.__version__, tmp_path)
    with pytest.raises(
        SweepError, match=r"All is done but mlp-2\S+seed-0: The workers were lost\. The same command tries it"
    ):
        list(sweep(from_words(["family=mlp", "d=2", "seed=0-3", *TINY]), aim, Lossy(0), float))
    assert [row["seed"] for row in table.read(tmp_path)] == [1, 2, 3]


def test_where_every_training_loses_its_workers_the_sweep_gives_up(few, tmp_path):
    aim, pool = goal(few, TEST, ae.__version__, tmp_path), Lossy(*range(1, 9))
    with pytest.raises(SweepError, match=r"The workers were lost\. What was finished is kept: the same command"):
        list(sweep(from_words(["family=mlp", "d=2", "seed=0-8", *TINY]), aim, pool, float))
    assert [row["seed"] for row in table.read(tmp_path)] == [0]


def test_where_no_worker_comes_that_is_said(few, tmp_path, monkeypatch):
    class Empty(Here):
        def workers(self):
            return []

    monkeypatch.setattr(sweeps, "WAIT_SECONDS", 0.5)
    monkeypatch.setattr(sweeps, "LOOK_SECONDS", 0.1)
    with pytest.raises(SweepError, match="No worker came within 0 s: start some"):
        swept(["family=mlp", "d=2"], few, tmp_path, Empty())


def test_workers_that_come_later_are_used_each_by_one_lane(few, tmp_path, monkeypatch):
    """First there is none, then b, then also a, which stands before it."""
    monkeypatch.setattr(sweeps, "LOOK_SECONDS", 0.05)
    looks = iter([[], ["b"], ["b"]])
    used = []

    class Growing(Here):
        def workers(self):
            return next(looks, ["a", "b"])

        def call(self, work, given, material, near=None):
            used.append(near)
            time.sleep(0.1)
            return near, work(given, material)

    rows, _ = swept(["family=mlp", "d=2", "seed=0-9"], few, tmp_path, Growing())
    assert len(rows) == 10
    assert used[0] == "b"
    assert {used.count("a") > 2, used.count("b") > 2, None in used} == {True, False}


def test_one_folder_takes_two_data_sets_and_keeps_the_weights_of_both(few, tmp_path):
    other = replace(few, train_images=few.train_images[::-1].copy())
    for dataset in (few, other):
        assert len(swept(["family=pca", "d=2"], dataset, tmp_path, keep_weights=True)[0]) == 1
    assert len(list((tmp_path / "weights").iterdir())) == len(table.read(tmp_path)) == 2
    assert swept(["family=pca", "d=2"], few, tmp_path, keep_weights=True)[0] == []


def test_pca_is_a_row_without_a_step(few, tmp_path):
    (row,), told = swept(["family=pca", "d=3", "seed=0-1"], few, tmp_path)
    flat = few.train_images.reshape(600, -1) / 255.0
    mean = flat.mean(axis=0)
    directions = np.linalg.svd(flat - mean, full_matrices=False)[2][:3]
    test = few.test_images.reshape(120, -1) / 255.0 - mean
    pictures = np.clip(mean + test @ directions.T @ directions, 0, 1)
    assert row["mse"] == pytest.approx(((pictures - mean - test) ** 2).mean(), rel=1e-3)
    assert (row["steps"], row["recipe"], row["seed"]) == (0, "exact", 0)
    assert "train_reconstruction" not in row
    assert told == pytest.approx(from_words(["family=pca", "d=3"])[0].work)


def test_samples_and_copies_are_judged_where_the_judge_knows_the_data(mnist):
    """Held to the report's own measures of the shipped model, whose seeds differ from these: within their spread."""
    aim = goal(mnist, TEST, ae.__version__, Path("nowhere"))
    model = ae.load("vae-10")
    found = score(Trained(model, ae.variant("vae-10").recipe, aim.judged_by), aim.material)
    measured = shipped_numbers()["samples"]
    for kind, whose in (("samples", "N(0, I)"), ("mixture", "a fitted mixture of 10"), ("copies", "reconstructions")):
        wanted = measured[f"vae-10, {whose}"]["recognised_0.85"]["mean"]
        assert found[f"{kind}_recognised_0.85"] == pytest.approx(wanted, abs=0.02)
    assert goal(mnist, VALIDATION, ae.__version__, Path("nowhere")).judge is None, "it has seen those images"


@pytest.mark.parametrize("steps", [1, BLOCK, BLOCK + 1, STEPS_AT_ONCE, 60_000, 61_234])
def test_the_last_steps_are_a_part_of_their_own(steps):
    found = list(parts(steps))
    assert (sum(found), found[-1]) == (steps, min(steps, BLOCK))
    assert max(found) <= STEPS_AT_ONCE


def test_killed_in_the_middle_it_goes_on_and_repeats_nothing(tmp_path):
    """By the command line, on workers of this machine, which must not outlive who started them."""
    command = [sys.executable, "-m", "autoencoders", "sweep", "family=mlp", "d=2", "seed=0-9", "steps=2200"]
    command += ["--data", "synthetic", "--out", str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(lambda: process.poll() is not None or table.read(tmp_path))
    assert process.poll() is None
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = table.read(tmp_path)
    assert 0 < len(before) < 10
    assert workers
    _, alive = psutil.wait_procs(workers, timeout=60)
    assert not alive
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert f"{len(before)} of 10 trainings are in" in done.stderr
    after = {row["key"]: row for row in table.read(tmp_path)}
    assert len(after) == 10
    assert all(after[row["key"]] == row for row in before), "seconds and all: nothing was trained again"
    assert {path.name for path in tmp_path.iterdir()} - {table.CSV, table.PARQUET, table.PAGE} <= {".sweep.lock"}


def test_a_sweep_leaves_tensorflow_to_its_workers():
    told = "import sys, autoencoders.commands.sweep; print(sorted({'tensorflow', 'keras'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", told], text=True, cwd=Path.cwd()).strip() == "[]"


def test_scores_are_of_all_test_images(few, tmp_path):
    (row,), _ = swept(["family=mlp", "d=2"], few, tmp_path)
    (training,) = from_words(["family=mlp", "d=2", *TINY])
    output = by_itself(training, few)[0].reconstruct(few.test_images)

    def edges(images):
        grey = images[..., 0].astype(np.float64)
        return np.abs(np.diff(grey, axis=1)).sum() + np.abs(np.diff(grey, axis=2)).sum()

    assert row["edges"] == pytest.approx(edges(output) / edges(few.test_images / 255.0), rel=1e-5)
