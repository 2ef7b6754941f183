"""The report end to end on a small subset, its figures, its page as a function of its numbers, and the one that is shipped."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

import autoencoders as ae
from autoencoders.__main__ import main
from autoencoders.report import all_measurements, folder, measurements
from autoencoders.report.all_measurements import Size
from autoencoders.report.claims import CLAIMS, judged
from autoencoders.report.figures import FIGURES, TRAININGS, first_of_each_class, rows_of
from autoencoders.report.page import markdown
from autoencoders.report.rules import UNKNOWN, VERDICTS
from autoencoders.report.tables import COLUMNS, sample_rows, variant_rows
from autoencoders.scores import metrics
from autoencoders.weights import WEIGHTS

SMALL = Size(sweep=12, bound=4, draws=100, samples=60, seeds=2)


@pytest.fixture(scope="module")
def small(synthetic):
    """A few digits under MNIST's name and digest, so that they are measured."""
    few = slice(0, 40)
    found = replace(
        synthetic,
        name="mnist",
        train_images=synthetic.train_images[:400],
        train_labels=synthetic.train_labels[:400],
        test_images=synthetic.test_images[few],
        test_labels=synthetic.test_labels[few],
    )
    vars(found)["digest"] = ae.card("mlp-10")["data"]["digest"]
    return found


@pytest.fixture(scope="module")
def written(small, synthetic, tmp_path_factory):
    out = tmp_path_factory.mktemp("report")
    steps = []
    numbers = folder.write(out, small, synthetic, SMALL, advance=lambda done, total: steps.append((done, total)))
    return out, numbers, steps


def test_one_run_writes_six_figures_a_page_and_every_number(written):
    out, numbers, steps = written
    names = {path.name for path in out.iterdir()}
    assert names == {"README.md", "report.json"} | {f"figure-{i}.png" for i in range(1, 7)}
    assert steps == [(i + 1, len(steps)) for i in range(len(steps))]
    read = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert read == json.loads(json.dumps(numbers))
    assert "NaN" not in (out / "report.json").read_text(encoding="utf-8")
    assert (out / "README.md").read_text(encoding="utf-8") == markdown(read)
    assert set(numbers["verdicts"].values()) <= set(VERDICTS) - {UNKNOWN}


def test_every_variant_has_its_measures(written):
    _, numbers, _ = written
    assert list(numbers["variants"]) == [row.name for row in ae.VARIANTS]
    for row in ae.VARIANTS:
        found = numbers["variants"][row.name]
        assert {"test_bce_per_pixel", "mse", "psnr", "ssim", "edges"} <= found.keys()
        assert ("bound" in found) == (row.beta is not None) == ("active_units" in found) == ("log_normaliser" in found)
        if row.beta is not None:
            assert sum(found["kl_per_dimension"]) == pytest.approx(found["kl"], rel=1e-4)
            assert found["bound"]["1"]["mean"] <= found["bound"]["100"]["mean"]
        assert (row.name in numbers["noise"]) == (row.noise > 0) == (row.name in numbers["clipped_noise"])
    assert numbers["noise"]["input"]["psnr"][0] is None
    assert numbers["noise"]["clipped"]["psnr"][0] is None


def test_the_measures_are_what_the_metrics_say(small):
    model = ae.load("conv-10")
    images = small.test_images.astype(np.float32) / 255
    output = model.reconstruct(images)
    found = measurements.reconstruction(model, images)
    assert "log_normaliser" not in found
    vae = ae.load("vae-10")
    assert isinstance(vae, ae.VAE)
    left_out = metrics.log_normaliser(vae, images, np.random.default_rng(measurements.SEED))
    assert measurements.reconstruction(vae, images)["log_normaliser"] == left_out
    assert found["mse"] == pytest.approx(((images - output) ** 2).mean(), rel=1e-5)
    assert found["psnr"] == pytest.approx(metrics.psnr(images, output).mean(), rel=1e-5)
    noisy = ae.add_noise(images, measurements.SIGMAS[3], np.random.default_rng(3))
    swept = measurements.over_sigma(model, images)
    assert swept["ssim"][3] == pytest.approx(metrics.ssim(images, model.reconstruct(noisy)).mean(), rel=1e-5)
    assert swept["test_bce_per_pixel"][0] == pytest.approx(found["test_bce_per_pixel"], rel=1e-5)
    assert measurements.over_sigma(None, images)["mse"][-1] == pytest.approx(1.0, rel=0.05)


def test_the_page_says_what_the_bernoulli_term_leaves_out_where_it_was_measured(written):
    _, numbers, _ = written
    rows = numbers["variants"]
    left_out = rows["vae-10"]["log_normaliser"]
    assert left_out > 784 * np.log(2)
    assert f"would be {left_out:,.1f} nats lower" in markdown(numbers)
    lean = {name: {key: row[key] for key in row if key != "log_normaliser"} for name, row in rows.items()}
    assert "nats lower" not in markdown(numbers | {"variants": lean})
    assert "the score is not normalised" in markdown(numbers | {"variants": lean})


def test_a_blurry_copy_keeps_fewer_edges(small):
    images = small.test_images.astype(np.float32) / 255
    blurry = (images + np.roll(images, 1, axis=1) + np.roll(images, 1, axis=2) + np.roll(images, -1, axis=1)) / 4
    assert np.all(metrics.edge_strength(blurry) < metrics.edge_strength(images))
    step = np.zeros((1, 28, 28, 1))
    step[:, :, 14:] = 0.5
    assert metrics.edge_strength(step) == pytest.approx(14)


def test_the_order_of_the_tasks_changes_nothing(small, monkeypatch):
    few = tuple(row for row in ae.VARIANTS if row.name in ("mlp-10", "vae-10"))
    monkeypatch.setattr(all_measurements, "VARIANTS", few)
    first = all_measurements.measure_all(small, SMALL)
    monkeypatch.setattr("autoencoders.report.all_measurements.CPU_COUNT", 1)
    assert all_measurements.measure_all(small, SMALL) == first


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: f"figure {figure.number}")
def test_inputs_lie_above_and_outputs_below(figure, synthetic):
    digits = first_of_each_class(synthetic)
    rows = rows_of(figure, TRAININGS["as in the report"], ae.load, digits)
    if figure.inputs:
        np.testing.assert_array_equal(rows[0].images, digits)
        given = rows[1].images if figure.noise else digits
        outputs = rows[2 if figure.noise else 1 :]
        assert len(outputs) == len(figure.systems)
        for name, row in zip(figure.systems, outputs, strict=True):
            expected = ae.load(f"{name}.assignment").reconstruct(given)
            np.testing.assert_array_equal(row.images, expected)
    else:
        assert [len(row.images) for row in rows] == [30]


def test_figures_of_synthetic_digits_say_so(written, small, tmp_path):
    out, _, _ = written
    report_of_mnist = folder.write(tmp_path, replace(small, name="synthetic"), small)
    assert report_of_mnist["figures"] == "mnist"
    with Image.open(out / "figure-1.png") as marked, Image.open(tmp_path / "figure-1.png") as plain:
        note = (0, 30, 500, 55)
        assert np.asarray(marked.crop(note)).min() < 200
        assert np.asarray(plain.crop(note)).min() == 255


def test_without_mnist_it_says_so_and_measures_nothing(tmp_path, monkeypatch, capsys):
    def gone(name, **_):
        if name == "mnist":
            raise ae.DatasetError("The data set 'mnist' can't be had.")
        return ae.load_dataset(name)

    monkeypatch.setattr("autoencoders.commands.report.load_dataset", gone)
    assert main(["report", "--out", str(tmp_path)]) == 0
    assert "nothing is measured" in capsys.readouterr().err.replace("\n", " ")
    numbers = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert "variants" not in numbers
    assert set(numbers["verdicts"].values()) == {UNKNOWN}
    assert "MNIST was not there" in (tmp_path / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("missing", ["judge", "conv-denoise-100.assignment", "vae-10"])
def test_what_is_missing_is_named_before_anything_is_measured(missing, small, synthetic, tmp_path, monkeypatch):
    weights = tmp_path / "weights"
    weights.mkdir()
    for path in WEIGHTS.glob("*.safetensors"):
        if path.name != f"{missing}.safetensors":
            (weights / path.name).symlink_to(path)
    monkeypatch.setattr(all_measurements, "side_by_side", lambda *_: pytest.fail("it measures"))
    with pytest.raises(ae.WeightsError, match=rf"{missing}\.safetensors is not in the folder weights"):
        folder.write(tmp_path / "out", small, synthetic, SMALL, weights)
    assert [path.name for path in tmp_path.iterdir()] == ["weights"]


@pytest.mark.parametrize("there", [False, True], ids=["a new folder", "over a report"])
@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError])
def test_a_report_is_written_whole_or_not_at_all(there, fault, small, synthetic, tmp_path, monkeypatch):
    out = tmp_path / "out"
    if there:
        out.mkdir()
        (out / "README.md").write_text("the last one")

    def full(numbers):
        raise fault

    monkeypatch.setattr(folder, "markdown", full)
    with pytest.raises(fault):
        folder.write(out, replace(small, name="synthetic"), synthetic)
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")} == (
        {"out", "out/README.md"} if there else set()
    )
    monkeypatch.undo()
    folder.write(out, replace(small, name="synthetic"), synthetic)
    assert len(list(out.iterdir())) == 8
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_where_no_report_can_lie_is_told_before_the_work(small, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(folder, "load", lambda *_: pytest.fail("it works"))
    (tmp_path / "notes.txt").write_text("mine")
    for out, words in (
        (tmp_path, "holds notes.txt, which is no part of a report"),
        (tmp_path / "notes.txt", "is a file"),
    ):
        assert main(["report", "--data", "synthetic", "--out", str(out)]) == 1
        assert words in capsys.readouterr().err
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_tasks_come_back_as_they_are_done_and_their_faults_too():
    def late():
        time.sleep(0.2)
        return "late"

    tasks = [all_measurements.Task((name,), run) for name, run in (("a", late), ("b", lambda: "soon"))]
    assert [result for _, result in all_measurements.side_by_side(tasks, 2)] == ["soon", "late"]
    with pytest.raises(ZeroDivisionError):
        list(all_measurements.side_by_side([all_measurements.Task(("c",), lambda: 1 / 0)], 2))


SLOW = """
import signal
import sys
import threading
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background is born deaf to it
from autoencoders.report.all_measurements import Task, side_by_side
def run():
    sys.stdout.write("begun\\n")  # in one piece, since two tasks say it at once
    sys.stdout.flush()
    threading.Event().wait(60)
for _ in side_by_side([Task((str(i),), run) for i in range(4)], 2):
    pass
"""


def test_ctrl_c_waits_for_no_task_at_work():
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "begun\n"
            process.send_signal(signal.SIGINT)
            began = time.monotonic()
            process.wait(timeout=30)
            assert time.monotonic() - began < 5
        finally:
            process.kill()


# The shipped report


def test_the_shipped_page_is_made_from_the_shipped_numbers():
    numbers = folder.shipped_numbers()
    assert (folder.SHIPPED / "README.md").read_text(encoding="utf-8") == markdown(numbers)
    assert numbers["verdicts"] == {claim.key: judged(claim, numbers).verdict for claim in CLAIMS}
    assert numbers["data"]["name"] == "mnist"
    assert numbers["figures"] == "synthetic", "no image of MNIST is committed"
    assert numbers["cpu_seconds"] < 2 * 300, "it would take two cores more than five minutes"


def test_the_shipped_numbers_are_those_of_the_shipped_weights():
    numbers = folder.shipped_numbers()
    assert list(numbers["variants"]) == [row.name for row in ae.VARIANTS]
    for name, found in numbers["variants"].items():
        scores = ae.card(name)["scores"]
        for measure in ("test_bce_per_pixel", "psnr", "ssim"):
            assert found[measure] == pytest.approx(scores[measure], rel=2e-3), f"{name}: run the report again"
    assert numbers["size"] == vars(Size())


def test_the_tables_have_a_cell_for_every_measure():
    numbers = folder.shipped_numbers()
    rows = variant_rows(numbers)
    assert all(set(COLUMNS) <= set(row) for row in rows)
    vae = next(row for row in rows if row["name"] == "vae-10")
    assert None not in {value for key, value in vae.items() if not key.startswith("noisy_")}
    assert [row["samples"] for row in sample_rows(numbers)][:2] == ["real training images", "noise"]


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"data": {}}'])
def test_a_shipped_report_that_is_damaged_is_one_sentence(content, tmp_path):
    if content is not None:
        (tmp_path / "report.json").write_text(content)
    with pytest.raises(ValueError, match="can't be read"):
        folder.shipped_numbers(tmp_path)


def test_the_numbers_beside_the_field_are_ours():
    text = (folder.SHIPPED.parent / "benchmarks.md").read_text(encoding="utf-8")
    numbers = folder.shipped_numbers()
    for name in ("vae-2", "vae-20"):
        found = numbers["variants"][name]
        assert f"{found['negative_elbo']:.2f} = {found['reconstruction']:.2f} + {found['kl']:.2f}" in text
    assert f"{numbers['clipped_noise']['conv-denoise-100']:.4f} (`conv-denoise-100`)" in text
    assert f"{numbers['variants']['conv-100']['test_bce_per_pixel']:.4f} (`conv-100`)" in text
