"""A model as a file and back, and what no model can be made of."""

import io
import json
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import save

import autoencoders as ae
from autoencoders.cards import recipe_fields
from ui.stored import model_files

CARD = {"name": "live", "title": "mine", "recipe": {"summary": "a few steps"}, "seed": 3}


@pytest.mark.parametrize("name", ["mlp-10", "conv-10", "twin-2", "vae-2", "pca-10"])
def test_the_weights_file_loads_back_here_and_in_the_package(name, synthetic, tmp_path):
    model = ae.variant(name).initial(3)
    images = synthetic.test_images[:20]
    data = model_files.weights_file(model, CARD, images)
    back, card = model_files.model_from(data)
    (tmp_path / "mine.safetensors").write_bytes(data)
    for loaded in (back, ae.load(tmp_path / "mine.safetensors")):
        assert (loaded.family, loaded.latent_dim) == (model.family, model.latent_dim)
        np.testing.assert_allclose(loaded.reconstruct(images), model.reconstruct(images), atol=1e-3)
    assert card["title"] == "mine"
    assert {"tensorflow", "numpy"} <= card["versions"].keys()


@pytest.mark.parametrize("name", ["conv-10", "mlp-denoise-10.assignment", "vae-10"])
def test_the_recipe_of_a_shipped_card_is_told_whole(name):
    """Its card may be older than a field of recipes."""
    row = ae.variant(name)
    assert model_files.recipe_from(ae.card(name)["recipe"]) == row.recipe
    clipped = replace(row.recipe, clip=True)
    assert model_files.recipe_from(recipe_fields(clipped)) == clipped


def test_the_recipe_of_what_is_fitted_comes_back(synthetic):
    row = ae.variant("pca-2")
    card = CARD | {"recipe": recipe_fields(row.recipe)}
    data = model_files.weights_file(ae.load(row.name), card, synthetic.test_images[:20])
    assert model_files.recipe_from(model_files.model_from(data)[1]["recipe"]) == row.recipe
    assert model_files.recipe_from(recipe_fields(row.recipe) | {"batch": 64}) == model_files.UNTOLD


def edited(change):
    """A weights file with something changed: `change` takes and gives the arrays and the card."""
    model = ae.variant("mlp-10").initial()
    arrays, card = change(dict(model.parameters), CARD | {"family": "mlp", "latent_dim": 10, "beta": None})
    return save(arrays, {"card": json.dumps(card)})


def keras_zip():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("config.json", "{}")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (lambda: b"", "damaged or no safetensors"),
        (keras_zip, "damaged or no safetensors"),
        (lambda: b"\x80\x04\x95" + b"pickle" * 20, "damaged or no safetensors"),
        (lambda: edited(lambda arrays, card: (arrays, card))[:500], "damaged or no safetensors"),
        (lambda: save({"a": np.zeros(3, np.float32)}), "has no card"),
        (lambda: edited(lambda arrays, card: (arrays, card | {"family": "gan"})), "no such network"),
        (lambda: edited(lambda arrays, card: (arrays, card | {"latent_dim": 11})), "has the shape"),
        (
            lambda: edited(lambda arrays, card: (arrays | {"extra": np.zeros(2, np.float32)}, card)),
            "holds the array extra",
        ),
        (lambda: edited(lambda a, card: ({k: v * np.nan for k, v in a.items()}, card)), "other than finite"),
        (lambda: b"\0" * (model_files.MOST_BYTES + 1), "under 8"),
    ],
)
def test_anything_else_is_one_sentence(data, sentence):
    with pytest.raises(ae.WeightsError, match=sentence):
        model_files.model_from(data())


RECIPE = ae.Recipe("live", "sgd", 0.3, 900, True, 32, 20 / 255, True)


@pytest.mark.parametrize(
    "odd",
    [
        {"optimizer": "[x](https://example.org)"},
        {"optimizer": None},
        {"steps": True},
        {"steps": -1},
        {"batch": 0},
        {"rate": "fast"},
        {"rate": 1e300},
        {"shared_noise": 1},
    ],
)
def test_a_recipe_is_believed_where_all_of_it_is_one(odd):
    assert model_files.recipe_from(recipe_fields(RECIPE)) == RECIPE
    assert model_files.recipe_from(recipe_fields(RECIPE) | odd).name == "loaded"
    assert model_files.recipe_from({"summary": "a few steps"}).name == "loaded"
    assert (
        model_files.recipe_from(recipe_fields(RECIPE) | {"name": "<b>" * 99}).name
        == ("b " * 40)[: model_files.LONGEST_TITLE]
    )
