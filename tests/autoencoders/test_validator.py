"""What the validator takes and what it refuses: each way a card or an array can be wrong, for everybody who reads one."""

import json
import re

import numpy as np
import pytest

import autoencoders as ae
from autoencoders import validator
from autoencoders.__main__ import main
from autoencoders.codes import load_codes
from autoencoders.scores.judge import read_judge
from autoencoders.weights import WEIGHTS
from tests.hostile_models import arrays_of, one_sentence, packed

FIELDS = {"family": "mlp", "latent_dim": 3, "beta": None, "recipe": {"summary": "a few steps"}, "title": "mine"}
RAW = json.dumps(FIELDS)
CARDS = {
    "no JSON": ("{", "damaged card"),
    "a list": ("[]", "is no table"),
    "deeply nested": ("[" * 100_000 + "]" * 100_000, "characters"),
    "nested": (RAW.replace('"mine"', "[" * 50 + "]" * 50), "51 deep"),
    "not closed": ("[" * 30_000, "30,000 deep"),
    "NaN": (RAW.replace('"mine"', "NaN"), "NaN, which is no number"),
    "infinity": (RAW.replace("null", "-Infinity"), "-Infinity, which is no number"),
    "a number beyond floats": (RAW.replace("null", "1e999"), "1e999, which is too large"),
    "beta of 10^400": (RAW.replace('"mlp"', '"vae"').replace("null", "1" + "0" * 400), "too large"),
    "an integer of 5,000 digits": (RAW.replace('"mine"', "9" * 5_000), "too large"),
    "a negative beta": (RAW.replace('"mlp"', '"vae"').replace("null", "-1"), "beta = -1: no such network"),
    "beta that is true": (RAW.replace('"mlp"', '"vae"').replace("null", "true"), "beta = True: no such network"),
    "d that is true": (RAW.replace("3", "true"), "d = True, beta = None: no such network"),
    "d of 0": (RAW.replace("3", "0"), "d = 0, beta = None: no such network"),
    "d of 3.0": (RAW.replace("3", "3.0"), r"d = 3\.0, beta = None: no such network"),
    "d above 128": (
        RAW.replace("3", "129"),
        "d = 129, beta = None: no such network here, where a code has 1 to 128 numbers",
    ),
    "no recipe": (json.dumps({k: v for k, v in FIELDS.items() if k != "recipe"}), "without the recipe"),
    "a recipe that is text": (json.dumps(FIELDS | {"recipe": "adam"}), "without the recipe"),
    "noise that is text": (
        json.dumps(FIELDS | {"recipe": {"summary": "", "noise": "much"}}),
        "noise is not from 0 to 1",
    ),
    "a title that is a list": (json.dumps(FIELDS | {"title": ["mine"]}), "title is no text"),
    "scores that are text": (json.dumps(FIELDS | {"scores": {"psnr": "high"}}), "scores are no numbers"),
    "half a character": (json.dumps(FIELDS | {"title": "\ud800"}), "damaged card"),
}


@pytest.mark.parametrize("fault", CARDS)
def test_a_strange_card_is_one_sentence_for_everybody_who_reads_it(fault, tmp_path, capsys, monkeypatch):
    text, words = CARDS[fault]
    data = packed(text, arrays_of("mlp", 3, np.random.default_rng(0)))
    path = tmp_path / "strange.safetensors"
    path.write_bytes(data)
    for read in (lambda: ae.load(path), lambda: ae.card(path)):
        with pytest.raises(ae.WeightsError, match=words) as caught:
            read()
        assert one_sentence(str(caught.value))
    monkeypatch.setattr(
        "autoencoders.commands.evaluate.load_dataset", lambda name: None
    )  # drawn anew it takes a second
    assert main(["evaluate", str(path), "--data", "synthetic"]) == 1
    assert re.search(words, capsys.readouterr().err)


@pytest.mark.parametrize("dtype", ["BF16", "F8_E4M3", "F8_E5M2", "F64", "I64", "BOOL", "C64"])
def test_numbers_of_another_kind_are_one_sentence(dtype, tmp_path):
    size = {"BF16": 2, "F64": 8, "I64": 8, "C64": 8}.get(dtype, 1)
    arrays = arrays_of("mlp", 3, np.random.default_rng(0))
    path = tmp_path / "strange.safetensors"
    path.write_bytes(packed(RAW, arrays | {"encoder.code.bias": (dtype, (3,), bytes(3 * size))}))
    with pytest.raises(ae.WeightsError, match=r"encoder\.code\.bias holds something other than finite float"):
        ae.load(path)


@pytest.mark.parametrize("name", ["judge.safetensors", "twin-2.codes.safetensors"])
@pytest.mark.parametrize("dtype", ["BF16", "F8_E4M3"])
def test_numbers_of_another_kind_are_one_sentence_in_judge_and_codes(dtype, name, tmp_path):
    shipped = (WEIGHTS / name).read_bytes()
    size = int.from_bytes(shipped[:8], "little")
    header = json.loads(shipped[8 : 8 + size])
    arrays = {key: array for key, array in header.items() if key != "__metadata__"}
    for array in arrays.values():  # all bytes as they are, called numbers of another kind
        begin, end = array["data_offsets"]
        wide = 2 if dtype == "BF16" else 1
        array.update(dtype=dtype, shape=[(end - begin) // wide])
    head = json.dumps(header).encode()
    (tmp_path / name).write_bytes(len(head).to_bytes(8, "little") + head + shipped[8 + size :])
    with pytest.raises(ae.WeightsError, match=f"^{re.escape(name)}") as caught:
        read_judge(tmp_path / name) if "judge" in name else load_codes("twin-2", tmp_path)
    assert one_sentence(str(caught.value))


@pytest.mark.parametrize("family", ["mlp", "conv", "twin", "vae", "pca"])
def test_the_longest_code_is_taken(family, tmp_path):
    path = tmp_path / "long.safetensors"
    fields = json.dumps(FIELDS | {"family": family, "latent_dim": 128, "beta": 4 if family == "vae" else None})
    path.write_bytes(packed(fields, arrays_of(family, 128, np.random.default_rng(0))))
    assert ae.load(path).latent_dim == 128


def test_the_depth_of_a_card_is_told_without_reading_it():
    assert validator.nesting('{"a": [[1], {"b": []}]}') == 4
    assert validator.nesting(r'{"a": "[[[\"[[", "b": "}}"}') == 1
    assert validator.nesting("[" * 1_000_000) == 1_000_000


def test_what_a_stranger_wrote_is_repeated_in_a_line():
    assert validator.short("a\x1b[31m\nb\u202e") == "a\ufffd[31m\ufffdb\ufffd"
    assert len(validator.short("x" * 1000)) == validator.MOST_WORDS


def test_json_has_null_for_what_is_no_number():
    found = validator.finite_json({"a": [1.5, float("nan")], "b": {"c": (float("inf"), True, None, 2)}})
    assert json.loads(found) == {"a": [1.5, None], "b": {"c": [None, True, None, 2]}}
