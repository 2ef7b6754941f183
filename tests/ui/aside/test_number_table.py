"""A number in a table: a real minus, and none where it rounds to 0."""

import pytest

from ui.aside.number_table import written


@pytest.mark.parametrize(("value", "text"), [(-1.234, "−1.23"), (-0.001, "0.00"), (0.0, "0.00"), (12.345, "12.35")])
def test_numbers_have_a_real_minus_and_no_negative_zero(value, text):
    assert written(value + 1e-9) == text
