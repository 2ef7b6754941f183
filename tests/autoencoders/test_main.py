"""The command line: what it prints and writes, and that every mistake ends in one sentence."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import autoencoders as ae
from autoencoders.__main__ import main
from autoencoders.commands.weights_table import weights_table
from autoencoders.weights import save


def test_train_then_evaluate(tmp_path, capsys):
    options = ["--data", "synthetic", "--out", str(tmp_path)]
    assert main(["train", "mlp-denoise-10", "vae-10", "--steps", "120", "--seed", "5", *options]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "README.md",
        "mlp-denoise-10.safetensors",
        "vae-10.codes.safetensors",
        "vae-10.safetensors",
    ]
    card = ae.card("vae-10", tmp_path)
    assert card["command"] == "python -m autoencoders train vae-10 --data synthetic --seed 5 --steps 120"
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == weights_table(tmp_path)
    capsys.readouterr()
    assert main(["evaluate", "mlp-denoise-10", "vae-10", "--json", *options]) == 0
    denoiser, vae = json.loads(capsys.readouterr().out)
    both = {"name", "parameters", "recipe", "test_bce_per_pixel", "psnr", "ssim"}
    assert denoiser.keys() == both | {"noisy_psnr", "noisy_ssim", "input_psnr", "input_ssim"}
    assert vae.keys() == both | {"reconstruction", "kl", "negative_elbo", "kl_per_dimension", "active_units"}
    assert vae["negative_elbo"] == pytest.approx(card["scores"]["negative_elbo"], rel=1e-3)
    assert main(["evaluate", "vae-10", *options]) == 0
    assert "vae-10" in capsys.readouterr().out
    # A file is taken where `load` takes one, and scores the same.
    assert main(["evaluate", str(tmp_path / "mlp-denoise-10.safetensors"), "--json", "--data", "synthetic"]) == 0
    assert json.loads(capsys.readouterr().out) == [denoiser]


def test_training_writes_its_bar_and_nothing_of_the_libraries(tmp_path):
    command = ["-m", "autoencoders", "train", "mlp-10", "--steps", "3", "--data", "synthetic", "--out", str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TF_")}
    found = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=True)
    lines = found.stderr.splitlines()
    assert lines
    assert all(line.startswith("mlp-10 ") for line in lines), found.stderr


def test_the_table_names_a_file_whose_card_says_too_little(tmp_path, synthetic):
    fields = {"recipe": {"summary": "none"}, "scores": {"psnr": 1.0}}
    save(tmp_path / "mlp-10.safetensors", ae.variant("mlp-10").initial(), fields, synthetic.test_images[:5])
    with pytest.raises(ae.WeightsError, match=r"^mlp-10\.safetensors has a card without all that"):
        weights_table(tmp_path)


def test_a_score_that_is_no_number_is_null_in_json(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("autoencoders.commands.evaluate.evaluate", lambda *_, **__: {"psnr": float("inf"), "ssim": 1.0})
    assert main(["evaluate", "mlp-10", "--json", "--data", "synthetic"]) == 0
    (row,) = json.loads(capsys.readouterr().out, parse_constant=pytest.fail)
    assert (row["psnr"], row["ssim"]) == (None, 1.0)


def test_the_shipped_weights_are_known_by_any_path(capsys, monkeypatch):
    monkeypatch.chdir(Path(__file__).parents[2])
    for path in ("weights", "./weights", "tests/../weights"):
        assert main(["train", "mlp-10", "--steps", "1", "--data", "synthetic", "--out", path]) == 1
        assert "would replace the shipped weights" in capsys.readouterr().err


def test_a_long_error_is_one_line_in_a_pipe(tmp_path, capsys):
    assert main(["evaluate", str(tmp_path / ("long" * 40)) + ".safetensors", "--data", "synthetic"]) == 1
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_list_names_every_variant(capsys):
    assert main(["list"]) == 0
    printed = capsys.readouterr().out
    assert all(row.name in printed for row in ae.VARIANTS)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["train", "conv-11"], "no variant 'conv-11'"),
        (["evaluate", "mlp-10", "--data", "mnits"], "mnits"),
        (["evaluate", "mlp-10", "--data", "no/such.npz"], "such.npz"),
        (["train", "mlp-10", "--steps", "10"], "would replace the shipped weights"),
        (["train", "mlp-10", "--data", "synthetic"], "would replace the shipped weights"),
        (["evaluate", "mlp-10", "--data", "synthetic", "--out", "no-such-folder"], "mlp-10.safetensors is not in"),
        (["sweep", "--out", "no-such-folder", "--data", "synthetic"], "No training is asked for"),
        (["sweep", "d=2", "--out", "no-such-folder"], "The axis family is missing"),
        (["sweep", "d=2", "--plan", "no.toml", "--out", "no-such-folder"], "not both"),
        (["sweep", "--plan", "no.toml", "--out", "no-such-folder"], "no.toml can't be read as TOML"),
        (
            ["sweep", "variant=mlp-10", "--out", "no-such-folder", "--data", "synthetic", "--scheduler", "nonsense"],
            "nonsense: try again",
        ),
    ],
)
def test_a_mistake_ends_in_a_sentence(arguments, words, capsys):
    assert main(arguments) == 1
    printed = capsys.readouterr()
    assert words in printed.err.replace("\n", " ")
    assert "Traceback" not in printed.err + printed.out


def test_a_sweep_says_what_it_would_do(tmp_path, capsys):
    assert (
        main(["sweep", "family=mlp,vae", "d=3", "seed=0-1", "--out", str(tmp_path), "--data", "synthetic", "--list"])
        == 0
    )
    printed = capsys.readouterr()
    assert printed.out.count("to do") == 4
    assert "vae-3.beta-1.converged.seed-1" in printed.out
    assert "4 of 4 to do: about" in printed.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("arguments", [["train", "mlp-10", "--seed", "-1"], ["train", "mlp-10", "--steps", "0"], []])
def test_wrong_options_are_refused_at_once(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_ctrl_c_leaves_nothing_behind(tmp_path, monkeypatch):
    class Interrupted(ae.Trainer):
        def run(self, steps, block=100):
            yield next(super().run(100))
            raise KeyboardInterrupt

    monkeypatch.setattr("autoencoders.commands.train.Trainer", Interrupted)
    assert main(["train", "mlp-10", "--data", "synthetic", "--out", str(tmp_path)]) == 130
    assert list(tmp_path.iterdir()) == []
