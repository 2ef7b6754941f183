"""The numbers of one model, with their spread where there is one, and the charts in words."""

from ui.dimensions import tables

from .conftest import SIZES


def test_a_model_has_its_means_and_what_seeds_make_of_them(grids):
    html = tables.numbers_of((10, 1.0), grids)
    found = grids["negative_elbo"][10, 1.0]
    assert "3 trainings that differ in their seed" in html
    assert f"<td>{found.mean:.1f}</td><td>{found.low:.1f} to {found.high:.1f}</td>" in html
    assert "one training" in tables.numbers_of((10, 2.0), grids)
    assert f"{grids['kl'][10, 2.0].mean:.1f}</td><td></td>" in tables.numbers_of((10, 2.0), grids)


def test_what_nobody_trained_is_said_to_be_so(grids):
    assert tables.numbers_of((10, 3.0), grids) == "<p>A VAE with d = 10 and β = 3 is not in the table.</p>"


def test_charts_read_as_they_are_drawn(curves, grids):
    words = tables.curves_in_words(curves["mse"], "unit", 4)
    for d in SIZES:
        assert f"{0.2 / d:.4f} at d = {d}" in words
    assert f"{grids['kl'][2, 0.5].mean:.1f} at β = 0.5" in tables.grid_in_words(grids["kl"])


def test_another_unit_scales_all_but_the_count(curves):
    before, after = curves["mse"]["twin"][10], tables.times(curves["mse"]["twin"], 784)[10]
    assert (after.mean, after.low, after.high, after.count) == (
        before.mean * 784,
        before.low * 784,
        before.high * 784,
        3,
    )
