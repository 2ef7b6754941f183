"""The formulas with numbers in them are true, as far as their numbers are written out."""

import re

import numpy as np
import pytest

from ui.notes import formulas


def numbers(latex):
    return [float(each) for each in re.findall(r"(?<![\w^{])-?\d+\.\d+", latex)]


@pytest.mark.parametrize(("x", "y"), [(0.78, 0.143), (0.0, 0.9995), (1.0, 3e-6), (0.5, 0.5)])
def test_the_price_of_a_pixel_is_what_its_formula_gives(x, y):
    price = -x * np.log(y) - (1 - x) * np.log(1 - y)
    text = formulas.pixel_price(x, y, price)
    values = re.sub(r"\((\S+) \\cdot 10\^\{(-\d+)\}\)", r"\1e\2", text)
    grey, ink, rest, paper, told = (float(each) for each in re.findall(r"\d+\.\d+(?:e-\d+)?", values))
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = [share * np.log(probability) if share else 0.0 for share, probability in ((grey, ink), (rest, paper))]
    assert -sum(terms) == pytest.approx(told, abs=0.06)
    assert told == pytest.approx(price, abs=0.005)


@pytest.mark.parametrize("epsilon", [-1.31, 0.4])
def test_a_draw_adds_up(epsilon):
    mean, log_var = 1.6, -4.6
    spread = np.exp(log_var / 2)
    text = formulas.draw(mean, log_var, spread, epsilon, mean + spread * epsilon, 8)
    middle, last = text.split("&= ")[-1].split(" = ")
    first, wide, thrown = (float(each) for each in re.findall(r"-?\d+\.\d+", middle))
    assert first + wide * thrown == pytest.approx(float(re.findall(r"-?\d+\.\d+", last)[0]), abs=0.012)


def test_a_term_of_the_kl_is_what_its_formula_gives():
    mean, log_var = -1.12, -4.88
    price = 0.5 * (np.exp(log_var) - log_var + mean**2 - 1)
    variance, again, center, told = (
        float(each) for each in re.findall(r"-?\d+\.\d+", formulas.kl_term(mean, log_var, price, 2))
    )
    assert 0.5 * (np.exp(variance) - again + center**2 - 1) == pytest.approx(told, abs=0.01)


def test_the_sum_is_the_sum():
    one, other, total = numbers(formulas.total(88.4, 20.02))
    assert one + other == pytest.approx(total, abs=0.011)
