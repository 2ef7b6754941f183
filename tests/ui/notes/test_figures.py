"""The graph has every number of the digit once in its nodes, marks the one that says most, and says it all in words."""

import re

import numpy as np
import pytest

from ui.aside.number_table import written
from ui.notes.figures import graph


@pytest.fixture(scope="module")
def html(found):
    return graph(found.bill, "your <drawing>", (", which looks like a 3", ", which looks like an 8"))


def test_the_nodes_have_mean_spread_chance_and_code(html, found):
    lists = [
        re.findall(r"<span[^>]*>([^<]+)</span>", each) for each in re.findall(r"<div class='list'>(.*?)</div>", html)
    ]
    bill = found.bill
    wanted = [bill.mean, np.exp(bill.log_var / 2), bill.epsilon, bill.z]
    assert lists == [[written(float(value)) for value in values] for values in wanted]
    loud = re.findall(r"<span class=loud>([^<]+)</span>", html)
    assert loud == [written(float(values[found.loudest])) for values in wanted]


def test_its_prices_are_those_of_the_bill(html, found):
    assert f"reconstruction {found.bill.reconstruction:.1f}" in html
    assert f"KL {found.bill.kl:.1f}" in html
    assert f"= {found.bill.reconstruction + found.bill.kl:.1f} nats" in html


def test_who_cannot_see_it_is_told(html, found):
    [said] = re.findall("aria-label='([^']+)'", html)
    for price in (found.bill.reconstruction, found.bill.kl, found.bill.reconstruction + found.bill.kl):
        assert f"{price:.1f}" in said
    alts = re.findall("alt='([^']+)'", html)
    assert len(alts) == 2
    assert "looks like a 3" in alts[0]
    assert "looks like an 8" in alts[1]
    assert "<drawing>" not in html
