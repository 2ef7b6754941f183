"""What to make of the curves is made of the table: other numbers, other sentences."""

import pytest

from autoencoders.sweep.spread import Spread
from ui.dimensions import words


def told(curves, grids, floor=45.0, level=0.0, **changed):
    given = {"bce": curves["test_bce_per_pixel"], "mse": curves["mse"], "elbo": grids["negative_elbo"]}
    given |= {"kl": grids["kl"], "active": grids["active_units"]} | changed
    return words.explanation(given["bce"], given["mse"], given["elbo"], given["kl"], given["active"], floor, level)


def test_the_sentences_hold_the_tables_numbers(curves, grids):
    text = told(curves, grids)
    assert "as well as PCA with about 20:" in text
    assert "its mean squared error is 0.0100, PCA's with 10 is 0.0200" in text
    assert "In squared error it is behind it at every size." in text
    assert "it uses 25 and leaves 75 alone" in text
    assert "straight lines win" not in text
    best = min(grids["negative_elbo"].items(), key=lambda item: item[1].mean)
    assert f"The lowest −ELBO is {best[1].mean:.1f} nats, at d = {best[0][0]} and β = {best[0][1]:g}" in text


def test_where_pca_is_ahead_with_many_numbers_it_is_said(curves, grids):
    behind = dict(curves["mse"]["twin"]) | {100: Spread(0.5, 0.5, 0.5, 0.0, 1)}
    assert "**With 100 numbers the straight lines win** in squared error: 0.0020 against 0.5000," in told(
        curves, grids, mse=curves["mse"] | {"twin": behind}
    )


def test_where_another_beta_is_lowest_that_is_no_matter_of_course(curves, grids):
    elbo = {(10, beta): Spread(100 + beta, 0, 0, 0, 1) for beta in (0.5, 1.0)}
    assert "at d = 10 and β = 0.5.** With β = 1, which minimises −ELBO itself, it is 101.0" in told(
        curves, grids, elbo=elbo
    )
    elbo[10, 1.0] = Spread(99, 0, 0, 0, 1)
    assert "at d = 10 and β = 1.** That is no surprise" in told(curves, grids, elbo=elbo)


def test_what_another_seed_could_make_is_no_difference(curves, grids):
    elbo = {
        (d, 1.0): Spread(mean, mean, mean, 0.0, 1)
        for d, mean in ((10, 104.0), (20, 100.25), (50, 100.5), (100, 100.75))
    }
    elbo[50, 2.0] = Spread(103.0, 103.0, 103.0, 0.0, 1)
    text = told(curves, grids, elbo=elbo, level=0.25)
    assert "at d = 20 and β = 1.**" in text
    assert text.endswith("Within 0.2 nats of it, which another seed may make: d = 50 and β = 1 (100.5).")
    assert "Within" not in told(curves, grids, elbo=elbo, level=0.1)


def test_how_far_seeds_lie_apart_is_said_where_there_are_several(curves, grids):
    elbo = {(2, 1.0): Spread(150.0, 149.1, 150.9, 0.9, 3), (100, 1.0): Spread(100.5, 100.4, 100.6, 0.1, 3)}
    elbo[2, 0.0] = Spread(500.0, 400.0, 600.0, 99.0, 3)
    assert "lie up to 1.8 nats apart with d = 2 and 0.2 with d = 100." in told(curves, grids, elbo=elbo)
    elbo[2, 1.0] = Spread(150.0, 150.0, 150.0, 0.0, 1)
    assert "chance" not in told(curves, grids, elbo=elbo)


@pytest.mark.parametrize("missing", ["bce", "mse", "elbo", "kl", "active"])
def test_what_was_not_trained_is_not_spoken_of(missing, curves, grids):
    text = told(curves, grids, **{missing: {}})
    assert len(text) < len(told(curves, grids))
    assert "nan" not in text


def test_what_the_page_cannot_do_without_is_named(curves, grids):
    assert words.lacking(curves["mse"], grids["negative_elbo"]) == ""
    assert "lacks pca with d = 10, twin with d = 10, the VAE with d = 10 and β = 1" in words.lacking({}, {})
    few = {place: found for place, found in grids["negative_elbo"].items() if place != (50, 1.0)}
    assert "lacks the VAE with d = 50 and β = 1, which" in words.lacking(curves["mse"], few)


def test_a_family_that_is_ahead_somewhere_is_said_to_be(curves, grids):
    mlp = dict(curves["mse"]["mlp"]) | {10: Spread(0.001, 0.001, 0.001, 0.0, 1)}
    text = told(curves, grids, mse=curves["mse"] | {"mlp": mlp})
    assert "it is behind it at d = 2, 3, 5, 20, 50, 100 and ahead of it at d = 10." in text


def test_of_an_empty_table_nothing_is_said():
    assert words.explanation({}, {}, {}, {}, {}, 45.0, 0.3) == ""


def test_over_how_many_seeds_a_point_is(curves):
    assert "the average over 1 to 3 trainings" not in words.distortion(curves["mse"])
    assert "the average over 3 trainings" in words.distortion(curves["mse"])
