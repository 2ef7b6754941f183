"""The formula with a digit's numbers in it is true."""

import re

import pytest

from ui.objective import formulas


def test_the_formula_with_numbers_is_true(found):
    i = int(found.kl_terms.argmax())
    last = formulas.draw_formula(found).split(r"\\")[-1]
    mean, spread, epsilon, z = map(float, re.findall(r"-?\d+\.\d+", last))
    assert (mean, epsilon, z) == pytest.approx((found.mean[i], found.epsilon[i], found.z[i]), abs=5e-3)
    assert mean + spread * epsilon == pytest.approx(z, abs=0.03)
