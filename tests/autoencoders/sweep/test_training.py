"""A training's key, loop and cost: what they depend on, and what they must not."""

from dataclasses import replace

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.sweep.training import Training

ONE = Training("vae", 10, 1.0, ae.variant("vae-10").recipe, 3)


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, family="twin", beta=None),
        replace(ONE, latent_dim=11),
        replace(ONE, beta=2.0),
        replace(ONE, seed=4),
        replace(ONE, recipe=replace(ONE.recipe, rate=2e-3)),
        replace(ONE, recipe=replace(ONE.recipe, steps=5)),
        replace(ONE, recipe=replace(ONE.recipe, noise=0.1)),
        replace(ONE, recipe=replace(ONE.recipe, clip=True)),
        replace(ONE, recipe=replace(ONE.recipe, batch=32)),
        replace(ONE, recipe=replace(ONE.recipe, cosine=False)),
    ],
    ids=str,
)
def test_whatever_decides_the_result_is_in_the_key(other):
    assert other.key("digest", "test") != ONE.key("digest", "test")


def test_the_data_and_the_split_are_in_the_key_and_a_name_is_not():
    assert len({ONE.key("a", "test"), ONE.key("b", "test"), ONE.key("a", "validation")}) == 3
    renamed = replace(ONE, recipe=replace(ONE.recipe, name="mine"))
    assert renamed.key("a", "test") == ONE.key("a", "test")


def test_seeds_and_dials_share_a_loop_and_networks_do_not():
    same = replace(ONE, beta=4.0, seed=9, recipe=replace(ONE.recipe, rate=1e-4, steps=7, noise=0.3))
    assert same.loop == ONE.loop
    assert len({ONE.loop, replace(ONE, latent_dim=9).loop, replace(ONE, recipe=replace(ONE.recipe, batch=8)).loop}) == 3


def test_it_begins_as_the_variant_of_its_seed():
    for name, array in ae.variant("vae-10").initial(3).parameters.items():
        np.testing.assert_array_equal(ONE.initial().parameters[name], array)
    assert isinstance(begun := ONE.initial(), ae.VAE)
    assert begun.beta == 1.0


def test_more_steps_are_more_work():
    assert replace(ONE, recipe=replace(ONE.recipe, steps=120_000)).work > 1.9 * ONE.work
