"""What the browser is sent: a decoder exactly, codes and labels, and a digest that knows what is in it."""

import json

import numpy as np
import pytest
from safetensors.numpy import load

import autoencoders as ae
from ui.browser.packs import pack

RNG = np.random.default_rng(0)


@pytest.fixture
def model():
    return ae.variant("twin-2").initial(seed=3)


def test_a_pack_holds_the_decoder_exactly_and_knows_its_name(model):
    made = pack("twin-2", model)
    arrays = load(made.data)
    assert arrays.keys() == {name for name in model.parameters if name.startswith("decoder.")}
    for name, array in arrays.items():
        np.testing.assert_array_equal(array, model.parameters[name])
    length = int.from_bytes(made.data[:8], "little")
    assert json.loads(made.data[8 : 8 + length])["__metadata__"] == {"name": "twin-2", "digest": made.digest}
    assert len(made.data) < 1.7e6


def test_codes_and_labels_travel_with_it(model):
    codes, labels = RNG.standard_normal((30, 2)).astype(np.float16), RNG.integers(0, 10, 30)
    arrays = load(pack("twin-2", model, codes, labels).data)
    np.testing.assert_array_equal(arrays["codes"], codes)
    np.testing.assert_array_equal(arrays["labels"], labels)


def test_the_digest_changes_with_whatever_is_in_the_pack(model):
    codes, labels = np.zeros((3, 2)), np.zeros(3)
    digests = [
        pack("twin-2", model).digest,
        pack("twin-2", ae.variant("twin-2").initial(seed=4)).digest,
        pack("other", model).digest,
        pack("twin-2", model, codes, labels).digest,
        pack("twin-2", model, codes + 1, labels).digest,
    ]
    assert len(set(digests)) == 5
    assert pack("twin-2", ae.variant("twin-2").initial(seed=3)).digest == digests[0]
