"""The page on the size of the code, without a browser, on the shipped table: its charts, its map, its questions."""

import json
from itertools import product

import pytest

from autoencoders.sweep import table
from autoencoders.sweep.spread import curve, grid
from ui import cached
from ui.dimensions import figures
from ui.dimensions.tasks import TASKS

PATH = "pages/dimensions.py"
SIZES = [2, 3, 5, 10, 20, 50, 100]
WEIGHTS = [0, 0.1, 0.25, 0.5, 1, 2, 4, 8]


@pytest.fixture(autouse=True)
def _fresh_table():
    for cache in (cached.swept, cached.curve, cached.grid, cached.elbo_level):
        cache.clear()
    yield
    for cache in (cached.swept, cached.curve, cached.grid, cached.elbo_level):
        cache.clear()


def charts(app):
    """The data of the charts, by their keys."""
    return [json.loads(each.proto.spec)["data"] for each in app.get("plotly_chart")]


def test_every_family_size_and_weight_that_is_promised_is_in_the_table():
    rows = table.shipped()
    for family in figures.NAMES:
        along = curve(rows, family, "test_bce_per_pixel")
        assert list(along) == SIZES
        assert family == "pca" or min(place.count for place in along.values()) >= 3  # principal components need no seed
    places = grid(rows, "negative_elbo")
    assert sorted(places) == list(product(SIZES, WEIGHTS))
    assert min(places[10, beta].count for beta in WEIGHTS) >= 3


def test_the_charts_are_the_shipped_tables(open_page):
    rows = table.shipped()
    distortion, plane, squares = charts(open_page(PATH, loss="Squared error"))
    assert [line["name"] for line in distortion] == list(figures.NAMES.values())
    pca = curve(rows, "pca", "mse")
    assert distortion[0]["y"] == pytest.approx([place.mean for place in pca.values()])
    assert pca[10].mean == pytest.approx(0.03289, abs=1e-5)  # of the clipped pictures, computed elsewhere
    elbo = grid(rows, "negative_elbo")
    assert [tuple(each) for each in squares[0]["customdata"]] == list(elbo)
    assert len(plane) == len({d for d, _ in elbo})


def test_the_chosen_model_has_its_numbers(open_page):
    elbo = grid(table.shipped(), "negative_elbo")
    app = open_page(PATH, size="10", weight="4")
    html = "".join(each.value for each in app.html)
    assert "VAE, d = 10, β = 4" in html
    assert f"<td>{elbo[10, 4.0].mean:.1f}</td>" in html
    app.get_by_key("weight").set_value("0.5").run()
    assert "VAE, d = 10, β = 0.5" in "".join(each.value for each in app.html)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_what_a_question_asks_is_hidden_until_it_is_answered(task, open_page):
    app = open_page(PATH, task=task.key)
    shown = len(charts(app))
    assert shown < 3
    app.get_by_key("task_show").click().run()
    assert len(charts(app)) == 3
    assert not app.exception


def test_without_its_table_the_page_says_so(open_page, monkeypatch, tmp_path):
    monkeypatch.setattr(table, "shipped", lambda: missing(tmp_path))
    app = open_page(PATH)
    assert "is not there" in app.error[0].value
    assert not charts(app)


def missing(folder):
    raise table.TableError(f"The table of trainings ({folder.name}) is not there.")
