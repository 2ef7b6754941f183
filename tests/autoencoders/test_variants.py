"""The table of variants: the nine systems in both trainings, the linear rival, and a sentence for a name that is none."""

import pytest

import autoencoders as ae

SYSTEMS = ["mlp-10", "mlp-100", "conv-10", "conv-100", "vae-10"] + [
    f"{family}-denoise-{d}" for family in ("mlp", "conv") for d in (10, 100)
]


def test_the_nine_systems_are_there_in_both_trainings():
    names = [row.name for row in ae.VARIANTS]
    assert len(set(names)) == len(names)
    assert set(names) >= {name + suffix for name in SYSTEMS for suffix in ("", ".assignment")}


def test_the_linear_rival_has_a_row_for_every_size_of_code():
    rivals = [row for row in ae.VARIANTS if row.family == "pca"]
    assert [row.name for row in rivals] == ["pca-2", "pca-10", "pca-20", "pca-100"]
    assert {row.latent_dim for row in rivals} == {row.latent_dim for row in ae.VARIANTS if row.family != "pca"}
    assert {row.recipe.summary() for row in rivals} == {"fitted exactly to all training images, no gradient step"}
    assert {row.beta for row in rivals} == {None}
    assert all(type(ae.load(row.name)) is ae.Autoencoder for row in rivals)


def test_an_unknown_name_names_the_close_ones():
    with pytest.raises(KeyError, match=r"no variant 'conv10'.*conv-10"):
        ae.load("conv10")
