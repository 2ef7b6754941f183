"""What the part “Fed back” shows and says, held to what was fed back; its questions are in test_fed_tasks.py."""

import re

import numpy as np
import plotly.graph_objects as go
import pytest

import autoencoders as ae
from autoencoders.scores.ends import Ends
from autoencoders.scores.feedback import PASSES, Fate
from ui.vae import fed_words as words
from ui.vae.fed_figures import ends_pictures, ends_table, large_pictures, steps_chart, walk_rows
from ui.vae.fed_map import flow, way_map
from ui.vae.rounds import DENOISER, SHIPPED_AT, SIGMAS, SIZES, denoiser, rounds, shipped

NAMES = {"AE": "twin-2", DENOISER: "conv-denoise-10", "VAE": "vae-2", "PCA": "pca-2"}


@pytest.fixture(scope="module")
def found(pair):
    return rounds({title: (NAMES[title], ae.load(NAMES[title])) for title in ("AE", "VAE")}, pair[0])


@pytest.mark.parametrize("sigma", SIGMAS)
@pytest.mark.parametrize("size", SIZES)
def test_every_choice_is_shipped_and_has_that_size_and_noise(size, sigma):
    names = shipped(size, sigma) | {"PCA": SHIPPED_AT[size]["PCA"]}
    for title, name in names.items():
        row = ae.variant(name)
        assert row.latent_dim == int(size)
        assert row.noise == pytest.approx(float(sigma) if title == DENOISER else 0, abs=0.002)
        assert (row.beta == 1) == (title == "VAE")
    assert (DENOISER in names) == (denoiser(size, sigma) is not None)
    assert len(set(names.values())) == len(names)


def test_strips_and_large_pictures_say_what_they_show(found, pair):
    read = [["; read as 3, 99 % sure"] * len(words.SHOWN), [""] * len(words.SHOWN)]
    rows = walk_rows(found, read, 20)
    assert rows.count("alt='AE, after") == rows.count("alt='VAE, after") == len(words.SHOWN) - 1
    assert "alt='AE, after 1 pass; read as 3, 99 % sure'" in rows
    assert rows.count("class='frame now'") == 2
    assert walk_rows(found, read, 4).count("class='frame now'") == 0
    large = large_pictures(pair[0], found, ["", "", ""], 7)
    assert f"step {words.percent(float(found[0].steps[6]))}" in large
    assert large.count("<figure>") == 3


def test_the_chart_has_every_step_on_a_scale_that_holds_them(found):
    figure = go.Figure(steps_chart(found, 5))  # which refuses what Plotly doesn't know
    for trace, each in zip(figure.data, found, strict=True):
        assert list(trace.x) == list(range(1, PASSES + 1))
        np.testing.assert_allclose(trace.y, np.maximum(each.steps, 1e-5))
        low, high = figure.layout.yaxis.range
        assert low < np.log10(min(trace.y)) <= np.log10(max(trace.y)) < high
    assert "0.001" not in words.chart_words(found)
    assert all(words.percent(float(each.steps[0])) in words.chart_words(found) for each in found)


def test_a_map_holds_the_way_and_the_arrows_are_one_pass(found):
    codes = np.random.default_rng(0).normal(0, 0.1, (50, 2))
    figure = go.Figure(way_map(found[1], codes, np.arange(50) % 10, 3))
    way = found[1].walk.codes[:, 0]
    (left, right), (low, high) = figure.layout.xaxis.range, figure.layout.yaxis.range
    assert left < way[:, 0].min() <= way[:, 0].max() < right
    assert low < way[:, 1].min() <= way[:, 1].max() < high
    starts, ends = flow(found[1].model, (0.0, 0.0), 2.0)
    again = found[1].model.encode(found[1].model.decode(starts[100:101]))
    np.testing.assert_allclose(ends[100], again[0], atol=1e-5)
    assert np.abs(starts).max() < 2
    assert "way" in words.path_words(found[1])


@pytest.mark.parametrize(
    ("fate", "last", "said"),
    [
        (Fate(0, 0), 0.0, "at rest from the start"),
        (Fate(7, 0), 0.0, "at rest from pass 8 on"),
        (Fate(None, 2), 0.1, "in a circle of 2 passes"),
        (Fate(None, 0), 0.0123, "still on the move after 50, by 1.2 % a pass"),
    ],
)
def test_a_fate_in_words(fate, last, said):
    assert words.fate_said(fate, last) == said


@pytest.mark.parametrize(("share", "said"), [(0.184, "18 %"), (0.0951, "9.5 %"), (0.0094, "0.94 %"), (0.0, "0.00 %")])
def test_percent(share, said):
    assert words.percent(share) == said


def made(left: int, kept: int, rests: int, second: float) -> Ends:
    """A hundred ends of which so many are different, and so on; the second step has that share of the first."""
    labels = np.repeat(np.arange(10), 10)
    read = np.where(np.arange(100) < kept, labels, -1)
    steps = np.full((50, 100), 0.1)
    steps[1] *= second
    groups = np.minimum(np.arange(100), left - 1)
    return Ends(np.zeros((100, 28, 28, 1)), groups, steps, labels, read, labels, rests, 2)


@pytest.fixture(scope="module")
def hundred():
    few, many = made(4, 7, 90, 0.25), made(80, 30, 20, 0.4)
    return {"AE": few, DENOISER: made(1, 0, 100, 0.3), "VAE": many, "PCA": made(100, 10, 100, 0.001)}


def test_what_follows_is_made_from_the_numbers(hundred):
    said = words.conclusions(NAMES, hundred)
    assert "has less than 1 % of the first's length" in said
    assert "25 % (AE), 30 % (denoising AE) and 40 % (VAE)" in said
    assert "4 (AE), 1 (denoising AE) and 80 (VAE); PCA still has 100" in said
    assert "AE: 100 after one pass, 7 after 50 (93 are no clear digit)" in said
    assert "The VAE keeps more than the AE" in said
    assert "in the AE takes 100 digits to 4 places" in said
    assert "conv-denoise-10, there is 1 picture in the end" in said
    other = words.conclusions(NAMES, {"AE": hundred["VAE"], "VAE": hundred["AE"], "PCA": hundred["PCA"]})
    assert "In the AE 80 of 100 digits are on the move even now, and 70 are no longer read" in other
    assert "The VAE keeps fewer than the AE" in other
    assert "uphill" not in other
    assert "{" not in said + other


def test_the_table_and_the_pictures_of_ends_count_them(hundred):
    table = ends_table(NAMES, hundred)
    cells = [re.findall("<td[^>]*>(.*?)</td>", row) for row in re.findall("<tr>.*?</tr>", table)[1:]]
    assert [row[:4] for row in cells] == [
        ["4", "7", "93", "90"],
        ["1", "0", "100", "100"],
        ["80", "30", "70", "20"],
        ["100", "10", "90", "100"],
    ]
    assert cells[0][4:] == ["10 %", "2.5 %", "10 %"]
    pictures = ends_pictures(hundred, dict.fromkeys(hundred, "#000000"))
    assert "97 digits end in this one" in pictures
    assert pictures.count("<img") == 4 + 1 + 8 + 8
