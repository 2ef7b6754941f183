"""What the browser is sent or fetches: a model exactly, codes and labels, and a digest that knows what is in it."""

import hashlib
import json

import numpy as np
import pytest
from safetensors.numpy import load

import autoencoders as ae
from autoencoders.weights import WEIGHTS
from ui.browser.packs import judge_pack, pack

ROOT = WEIGHTS.parent
RNG = np.random.default_rng(0)


@pytest.fixture
def model():
    return ae.variant("twin-2").initial(seed=3)


def test_a_pack_holds_the_model_exactly_and_knows_its_name(model):
    made = pack("yours-1", model)
    arrays = load(made.data)
    assert arrays.keys() == model.parameters.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(array, model.parameters[name])
    length = int.from_bytes(made.data[:8], "little")
    assert json.loads(made.data[8 : 8 + length])["__metadata__"] == {"name": "yours-1", "digest": made.digest}
    assert made.files == ()


def test_codes_and_labels_travel_with_it(model):
    codes, labels = RNG.standard_normal((30, 2)).astype(np.float16), RNG.integers(0, 10, 30)
    arrays = load(pack("yours-1", model, codes, labels).data)
    np.testing.assert_array_equal(arrays["codes"], codes)
    np.testing.assert_array_equal(arrays["labels"], labels)


def test_the_digest_changes_with_whatever_is_in_the_pack(model):
    codes, labels = np.zeros((3, 2)), np.zeros(3)
    digests = [
        pack("yours-1", model).digest,
        pack("yours-1", ae.variant("twin-2").initial(seed=4)).digest,
        pack("other", model).digest,
        pack("yours-1", model, codes, labels).digest,
        pack("yours-1", model, codes + 1, labels).digest,
    ]
    assert len(set(digests)) == 5
    assert pack("yours-1", ae.variant("twin-2").initial(seed=3)).digest == digests[0]


@pytest.mark.parametrize(("name", "codes"), [("vae-10", False), ("twin-2", True)])
def test_a_shipped_model_is_files_whose_addresses_change_with_them(name, codes):
    known = (np.zeros((3, 2)), np.zeros(3)) if codes else ()
    made = pack(name, ae.load(name), *known)
    assert [file.split("/")[-1].split("?")[0] for file in made.files] == [
        f"{name}.safetensors",
        *([f"{name}.codes.safetensors"] if codes else []),
    ]
    judge = judge_pack()
    assert judge
    for file in (*made.files, *judge.files):
        address, digest = file.split("?v=")
        served = ROOT / address.removeprefix("app/")
        assert hashlib.sha256(served.read_bytes()).hexdigest().startswith(digest)
