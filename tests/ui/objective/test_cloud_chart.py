"""The formula with a digit's numbers in it is true, and every mark of the chart carries its number."""

import dataclasses
import re

import numpy as np
import pytest

from ui.objective import cloud_chart


def carried(html, mark, field):
    """What the marks of this name carry in this CSS property, in order."""
    return [
        float(value) for value in re.findall(rf"data-live='chart {mark}[ \d]*' style='[^']*--{field}:([^;']+)", html)
    ]


def test_the_formula_with_numbers_is_true(found):
    i = int(found.kl_terms.argmax())
    html = cloud_chart.draw_formula(found)
    said = {
        name: set(re.findall(rf"data-live='draw {name}'>([^<]+)<", html)) for name in ("mean", "spread", "epsilon", "z")
    }
    mean, spread, epsilon, z = (float(value.replace("−", "-")) for (value,) in said.values())
    assert (mean, epsilon, z) == pytest.approx((found.mean[i], found.epsilon[i], found.z[i]), abs=5.1e-3)
    assert mean + spread * epsilon == pytest.approx(z, abs=0.03)
    assert f"data-live='draw place'>{i + 1}<" in html


def test_the_cloud_is_two_spreads_wide_on_either_side(found):
    html = cloud_chart.cloud_chart(found)
    low, high = (np.array(carried(html, "bar", end)) for end in ("low", "high"))
    np.testing.assert_allclose((low + high) / 2, found.mean, atol=1e-3)
    np.testing.assert_allclose(high - low, 4 * np.exp(found.log_var / 2), atol=1e-3)
    np.testing.assert_allclose(carried(html, "mean", "at"), found.mean, atol=1e-3)
    np.testing.assert_allclose(carried(html, "z", "at"), found.z, atol=1e-3)


@pytest.mark.parametrize(("widest", "far", "tick"), [(0, 4, "2"), (3.9, 4, "2"), (4.1, 8, "4"), (100, 128, "64")])
def test_the_axis_holds_every_mark_and_seldom_changes(found, widest, far, tick):
    still = dataclasses.replace(found, mean=np.zeros(10), log_var=np.full(10, -4000.0), z=np.zeros(10))
    still.z[3] = -widest
    html = cloud_chart.cloud_chart(still)
    assert carried(html, "field", "reach") == [far]
    assert re.findall(r"data-live='chart tick \d'>([^<]+)<", html) == [f"{far}", tick, "0", f"−{tick}", f"−{far}"]


@pytest.mark.parametrize(("d", "last"), [(2, 2), (10, 10), (20, 20), (21, 21), (100, 96)])
def test_long_codes_have_some_of_their_places_written(found, d, last):
    many = {name: np.resize(getattr(found, name), d) for name in ("mean", "log_var", "z")}
    html = cloud_chart.cloud_chart(dataclasses.replace(found, **many))
    places = [int(text) for text in re.findall(r"<span>(\d+)</span>", html)]
    assert len(places) <= cloud_chart.MOST_PLACES
    assert (places[0], places[-1]) == (1, last)
    assert f"The {d} numbers" in html
