"""What the browser is sent, and what the page says of the maps: the pure parts of the lesson on the map of codes."""

import json

import numpy as np
import pytest
from safetensors.numpy import load

import autoencoders as ae
from autoencoders.codes import Codes
from autoencoders.latent import Mixture
from ui.latent_pad import decoder_source
from ui.latent_pad.packs import pack
from ui.map_facts import ALL, CLOSE, FIT, REACH, SCALES, disc, facts, fitted, views
from ui.map_table import facts_table

RNG = np.random.default_rng(0)
SOME = Mixture(np.ones(1), np.zeros((1, 2)), np.eye(2)[None])


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


def test_the_source_that_is_shown_is_the_whole_decoder():
    source = decoder_source()
    assert [name in source for name in ("linear", "wide", "convolutional", "dense", "upsample")] == [True] * 5
    assert "packsOf" not in source
    assert source.count("{") == source.count("}")
    assert "Math.exp" in source


def test_a_disc_is_filled_evenly():
    places = disc(2.0, 4000)
    lengths = np.linalg.norm(places, axis=1)
    assert lengths.max() < 2
    assert (lengths < 1).mean() == pytest.approx(0.25, abs=0.01)
    np.testing.assert_allclose(places.mean(axis=0), 0, atol=0.01)


@pytest.mark.parametrize("shift", [0.0, 30.0])
def test_a_fitted_square_holds_the_codes_and_the_rings(shift):
    codes = RNG.standard_normal((2000, 2)) * [1.0, 4.0] + [shift, 0]
    x, y, half = fitted(codes)
    inside = (np.abs(codes - [x, y]) <= half).all(axis=1)
    assert inside.mean() > 0.98
    assert (np.abs([x, y]) + 3 <= half).all()


@pytest.mark.parametrize("scale", SCALES)
def test_maps_have_one_square_unless_each_is_to_have_its_own(scale):
    codes = {"a": RNG.standard_normal((500, 2)) * 9, "b": RNG.standard_normal((500, 2))}
    found = views(codes, scale)
    assert (found["a"] == found["b"]) == (scale != FIT)
    if scale == CLOSE:
        assert found["a"] == (0, 0, REACH)
    if scale == ALL:
        assert found["a"][2] > 20


def test_facts_of_draws_from_the_prior():
    mean = RNG.standard_normal((20_000, 2)).astype(np.float32)
    labels = np.arange(20_000, dtype=np.uint8) % 10
    mean[labels == 4] += 50
    found = facts(Codes(mean, labels, np.full((20_000, 2), np.log(0.25), np.float32), SOME, SOME, "weights"))
    assert found.inside == pytest.approx(0.9 * (1 - np.exp(-2)), abs=0.01)
    assert found.classes == (0, 1, 2, 3, 5, 6, 7, 8, 9)
    np.testing.assert_allclose(found.cloud, 0.25, rtol=1e-5)
    np.testing.assert_allclose(found.mean, 5, atol=0.1)
    assert 0.005 < found.gap < 0.05


def test_the_table_says_what_the_facts_are():
    mean = np.array([[0.0, 0.0], [10.0, 0.0]], dtype=np.float32)
    found = facts(Codes(mean, np.array([3, 7], dtype=np.uint8), None, SOME, SOME, "weights"))
    html = facts_table({"<AE>": found}, {"<AE>": "#123456"})
    for words in ("&lt;AE&gt;", "5.00 and 0.00", ">3</td>", "50%", "#123456", "86%"):
        assert words in html
