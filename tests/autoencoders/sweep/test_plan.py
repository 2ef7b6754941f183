"""Grids in words and in TOML: every combination once, and a sentence for whatever can't be."""

import itertools
from dataclasses import replace

import pytest

from autoencoders import recipes
from autoencoders.sweep import plan
from autoencoders.sweep.training import Training
from autoencoders.variants import VARIANTS


def test_a_grid_is_every_combination_and_an_ae_has_no_beta():
    found = plan.from_words(["family=mlp,vae", "d=2,10", "beta=0.5,4", "seed=3-5"])
    vaes: list[object] = [("vae", d, beta, seed) for d, beta, seed in itertools.product((2, 10), (0.5, 4.0), (3, 4, 5))]
    aes: list[object] = [("mlp", d, None, seed) for d, seed in itertools.product((2, 10), (3, 4, 5))]
    assert sorted(((t.family, t.latent_dim, t.beta, t.seed) for t in found), key=str) == sorted(aes + vaes, key=str)
    assert {t.recipe for t in found if t.family == "vae"} == {recipes.CONVERGED_VAE}
    assert {t.recipe for t in found if t.family == "mlp"} == {recipes.CONVERGED}


@pytest.mark.parametrize("row", VARIANTS, ids=lambda row: row.name)
def test_every_variant_is_found_by_its_name_and_by_its_settings(row):
    exact = row.family == "pca"
    (named,) = plan.from_words([f"variant={row.name}", "seed=7"])
    assert named == Training(row.family, row.latent_dim, row.beta, row.recipe, 0 if exact else 7)
    assert (named.variant, named.name) == (row.name, f"{row.name}.seed-{named.seed}")
    settings = [f"family={row.family}", f"d={row.latent_dim}", "seed=7"]
    settings += [] if exact else [f"recipe={row.recipe.name}"]
    settings += [f"sigma={row.noise!r}"] if row.noise else []
    settings += [f"mask={row.recipe.mask}"] if row.recipe.mask else []
    settings += [] if row.beta is None else [f"beta={row.beta}"]
    assert plan.from_words(settings) == [named]


@pytest.mark.parametrize(
    "words",
    [
        ["variant=vae-10.beta-4", "seed=3"],
        ["family=conv", "d=7", "sigma=0.4", "clip=true", "seed=1"],
        ["family=vae", "d=3", "beta=0.3", "rate=0.002", "steps=500", "batch=32", "cosine=false"],
        ["family=mlp", "d=5", "recipe=assignment", "sigma=20/255", "shared_noise=false", "optimizer=sgd"],
        ["variant=mlp-denoise-10.assignment", "steps=20"],
        ["variant=conv-denoise-10.mask", "steps=20"],
        ["family=mlp", "d=5", "sigma=0.3", "mask=9", "batch=32"],
        ["family=pca", "d=7"],
    ],
    ids=" ".join,
)
def test_a_row_says_how_it_is_asked_for_again(words):
    (training,) = plan.from_words(words)
    assert plan.from_words(training.axes.split()) == [training]


def test_pca_is_fitted_once_whatever_is_varied():
    found = plan.from_words(["family=pca,mlp", "d=2,3", "seed=0-2", "sigma=0,0.1", "recipe=converged,assignment"])
    assert [(t.latent_dim, t.seed, t.recipe) for t in found if t.family == "pca"] == [
        (d, 0, recipes.EXACT) for d in (2, 3)
    ]
    assert sum(t.family == "mlp" for t in found) == 2 * 3 * 2 * 2


def test_the_same_under_another_name_is_done_once_and_has_the_variants_name(tmp_path):
    by_hand = ["family=mlp", "d=10", "recipe=assignment", "optimizer=adam", "rate=0.006", "steps=60000", "cosine=true"]
    (alone,) = plan.from_words(by_hand)
    assert alone.variant == ""
    words: list[plan.Grid] = [dict(word.split("=") for word in by_hand), {"variant": "mlp-10"}]
    assert [training.variant for training in plan.from_grids(words)] == ["mlp-10"]


@pytest.mark.parametrize("words", [["clip=true"], ["shared_noise=true"], ["beta=-0.0"], ["beta=3"]], ids=" ".join)
def test_what_does_not_apply_makes_no_other_training(words):
    usual = ["family=mlp", "d=10"] if words != ["beta=-0.0"] else ["family=vae", "d=10", "beta=0"]
    (plain,) = plan.from_words(usual)
    (other,) = plan.from_words([word for word in usual if word.split("=")[0] != words[0].split("=")[0]] + words)
    assert other == plain
    assert other.name == plain.name


def test_what_differs_from_a_recipe_is_in_its_name():
    (training,) = plan.from_words(["family=mlp", "d=10", "rate=0.006", "steps=100"])
    assert training.recipe == replace(recipes.CONVERGED, name="converged.steps-100", steps=100)
    assert training.variant == ""


def test_a_file_holds_grids_and_what_two_of_them_share_is_done_once(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(
        '[[trainings]]\nfamily = ["mlp", "conv"]\nd = [2, 10]\nseed = "0-1"\n'
        '[[trainings]]\nvariant = "mlp-10"\nseed = [1, 2]\nclip = false\n',
        encoding="utf-8",
    )
    found = plan.from_toml(path)
    assert len(found) == 8 + 1
    assert [(t.variant, t.seed) for t in found if t.variant == "mlp-10"] == [("mlp-10", seed) for seed in (0, 1, 2)]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "No training is asked for"),
        (["family=mlp"], "The axis d is missing"),
        (["d=3"], "The axis family is missing: family is one of mlp, conv, twin, vae, pca"),
        (["family=mlp", "d=3", "d=4"], "d is given twice"),
        (["family=mlp", "d=0"], "d = 0 can't be: d is a whole number from 1 to 128"),
        (["family=mlp", "d=2.5"], "d = 2.5 can't be"),
        (["family=mlp", "d="], "'d=' is no axis with its values"),
        (["family"], "'family' is no axis with its values"),
        (["familly=mlp", "d=2"], r"no axis 'familly'. Did you mean family\?"),
        (["family=cnn", "d=2"], "family = cnn can't be: family is one of"),
        (["family=vae", "d=2", "beta=-1"], "beta = -1 can't be: beta is a number from 0"),
        (["family=vae", "d=2", "beta=nan"], "beta = nan can't be"),
        (["family=mlp", "d=2", "sigma=20/0"], "sigma = 20/0 can't be: sigma is a number from 0 to 1, or a fraction"),
        (["family=mlp", "d=2", "rate=0"], "rate = 0 can't be: rate is a number above 0"),
        (["family=mlp", "d=2", "cosine=maybe"], "cosine = maybe can't be: cosine is true or false"),
        (
            ["family=mlp", "d=2", "seed=0-99999999"],
            "seed = 0-99999999 can't be: give from the smaller to the larger, 10,000",
        ),
        (["family=mlp", "d=2", "seed=4-0"], "seed = 4-0 can't be: give from the smaller to the larger"),
        (["family=mlp", "d=2", "seed=0-" + "9" * 5000], "seed = 0-99999"),
        (["family=mlp", "d=2", "seed=" + "9" * 5000], "seed = 99999"),
        (["family=mlp", "d=1-128", "seed=0-99"], "more than 10,000 trainings"),
        (["family=pca", "d=1-128", "seed=0-9999"], "more than 100,000 combinations"),
        (["variant=mlp-11"], "close to it are mlp-10"),
        (["variant=mlp-10", "d=2"], "A variant has its own d"),
    ],
    ids=str,
)
def test_what_can_not_be_is_one_sentence(words, sentence):
    with pytest.raises(plan.PlanError, match=sentence) as told:
        plan.from_words(words)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[trainings]\n", "can't be read as TOML"),
        ("d = 3\n", r"has to hold tables \[\[trainings\]\] and nothing else \(it holds 'd'\)"),
        ("trainings = 3\n", "has to hold tables"),
        ("", "has to hold tables"),
        ("[[trainings]]\n", "No training is asked for"),
        ('[[trainings]]\nfamily = "mlp"\nd = [[2]]\n', r"d = \[2\] can't be"),
        ('[[trainings]]\nfamily = "mlp"\nd = true\n', "d = True can't be"),
        ('[[trainings]]\nfamily = "mlp"\nd = 2\nseed = []\n', "The axis seed has no value"),
    ],
)
def test_a_file_that_can_not_be_is_one_sentence(text, sentence, tmp_path):
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(plan.PlanError, match=sentence):
        plan.from_toml(path)


def test_a_file_that_is_not_there_is_one_sentence(tmp_path):
    with pytest.raises(plan.PlanError, match="can't be read as TOML"):
        plan.from_toml(tmp_path / "nothing.toml")
