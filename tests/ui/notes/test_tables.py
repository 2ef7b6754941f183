"""Pixels, codes, prices by β, and the lists are whole and carry what they are made of."""

import re

import numpy as np
import pytest

from ui.aside.glossary import terms
from ui.aside.number_table import written
from ui.frame import LESSONS
from ui.notes.sources import SOURCES
from ui.notes.tables import BETAS, beta_table, code_table, glossary_list, pixel_row, source_list


def cells(html):
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html)
    return [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in rows]


def test_a_row_of_pixels_has_every_pixel_and_marks_the_ink():
    greys = np.linspace(0, 1, 28)
    found = re.findall(r"<span( class=ink)?>([^<]+)</span>", pixel_row(greys))
    assert [float(text) for _, text in found] == pytest.approx(greys, abs=0.005)
    assert [bool(mark) for mark, _ in found] == list(greys > 0.5)


def test_the_codes_prices_add_up_to_the_kl(found):
    _, *rows, total = cells(code_table(found.bill))
    prices = [float(row[-1].replace("−", "-")) for row in rows]
    assert len(rows) == 10
    assert sum(prices) == pytest.approx(found.bill.kl, abs=0.06)
    assert total[-1] == written(found.bill.kl)


def test_each_beta_weighs_the_kl(found):
    for beta, row in zip(BETAS, cells(beta_table(found.bill))[1:], strict=True):
        assert [float(cell) for cell in row[1:]] == pytest.approx(
            [found.bill.reconstruction, beta * found.bill.kl, found.bill.reconstruction + beta * found.bill.kl],
            abs=0.006,
        )


def test_the_glossary_has_every_term_and_every_letter_leads_to_one():
    html = glossary_list(terms(), {row.name: row.title for row in LESSONS})
    places = re.findall("<dt id='([^']+)'", html)
    assert places == [term.anchor for term in terms()] == sorted(places)
    assert set(re.findall("href='#([^']+)'", html)) <= set(places)
    letters = re.findall(">(.)</a>", html)
    assert letters == sorted({place.removeprefix("word-")[0].upper() for place in places})


def test_every_paper_is_linked_with_what_it_is_here_for():
    items = source_list(SOURCES).split("\n- ")
    for each, item in zip(SOURCES, items, strict=True):
        assert f"[{each.title}]({each.link})" in item
        assert item.endswith(each.says)
