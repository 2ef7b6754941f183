"""Moved numbers as text in the link, there and back."""

import pytest

from ui.vae.moved_numbers import moved_numbers, moved_words


def test_moved_numbers_survive_the_link():
    rows = {2: 1.5, 9: -2.0, 0: 0.0}
    assert moved_numbers(moved_words(rows), 10, 3) == (rows, [])


@pytest.mark.parametrize("word", ["11:0", "0:1", "x", "3", "3:", ":2", "2:nan", "4:9", "1.5:1", "2:inf"])
def test_what_is_no_moved_number_is_left_out(word):
    assert moved_numbers(f"1:1 {word}", 10, 3) == ({0: 1.0}, [word])
