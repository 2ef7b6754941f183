"""The tables of the lesson on what a VAE pays for: their sums add up."""

import re
from html.parser import HTMLParser

import pytest

from ui.objective import tables


class Cells(HTMLParser):
    """The texts of a table's cells, row by row; small print is left out."""

    def __init__(self, html):
        super().__init__()
        self.rows, self.inside = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.inside.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.inside.pop()

    def handle_data(self, data):
        if self.rows and not {"small", "style", "caption"} & set(self.inside):
            self.rows[-1][-1] += data


def number(cell):
    return float(re.sub("unused", "", cell).replace("−", "-"))


def rows_of(html):
    return Cells(html.replace("<br>", " ")).rows


def test_the_kl_table_adds_up_along_every_row_and_down(found):
    _, *rows, total = rows_of(tables.kl_table(found))
    assert len(rows) == 10
    for row in rows:
        *terms, kl = map(number, row[1:])
        assert sum(terms) / 2 == pytest.approx(kl, abs=2e-3)
    assert number(total[-1]) == pytest.approx(found.kl, abs=1e-3)
    for column in range(1, 6):
        assert sum(number(row[column]) for row in rows) == pytest.approx(number(total[column]), abs=6e-3)


def test_the_cloud_table_leads_from_mean_to_z(found):
    for row in rows_of(tables.cloud_table(found))[1:]:
        _, mean, _, spread, epsilon, z = map(number, row)
        assert mean + spread * epsilon == pytest.approx(z, abs=0.03)


@pytest.mark.parametrize("beta", [1.0, 4.0])
def test_the_bill_adds_up(found, beta):
    average = {"reconstruction": 85.0, "kl": 19.0}
    rows = {row[0]: row[1:] for row in rows_of(tables.bill_table(found, beta, 40.0, average))[1:]}
    stroke, paper, reconstruction, kl, elbo = (number(cells[0]) for cells in list(rows.values())[:5])
    assert stroke + paper == pytest.approx(reconstruction, abs=0.02)
    assert reconstruction + kl == pytest.approx(elbo, abs=0.02)
    assert rows["= −ELBO"][1] == "104.00"
    assert (len(rows) == 6) == (beta != 1)
    if beta != 1:
        mine, others = rows["reconstruction + 4·KL"]
        assert number(mine) == pytest.approx(found.reconstruction + 4 * found.kl, abs=0.01)
        assert others == "161.00"


def test_what_is_left_out_lowers_elbo_by_its_own_size(found):
    head, elbo, left_out, normalised = rows_of(
        tables.normalised_table(found, {"reconstruction": 85.0, "kl": 19.0}, 1700.5)
    )
    assert head == ["nats", "this digit", "average of 10,000"]
    assert elbo[2:] + left_out[2:] + normalised[2:] == ["104.00", "−1700.50", "−1596.50"]
    assert number(elbo[1]) == pytest.approx(found.loss(1), abs=0.005)
    assert -number(left_out[1]) == pytest.approx(found.log_normaliser, abs=0.005)
    assert number(elbo[1]) + number(left_out[1]) == pytest.approx(number(normalised[1]), abs=0.011)


@pytest.mark.parametrize(
    ("average", "left_out"), [({"reconstruction": 85.0, "kl": 19.0}, None), ({"psnr": 20.0}, 1700.5)]
)
def test_an_average_that_nobody_measured_has_no_column(found, average, left_out):
    assert {len(row) for row in rows_of(tables.normalised_table(found, average, left_out))} == {2}


def test_the_reports_loss_counts_the_kl_twice():
    scores = [("a", {"reconstruction": 85.3, "kl": 18.9}), ("b", {"reconstruction": 95.6, "kl": 14.0})]
    rows = {row[0]: row[1:] for row in rows_of(tables.half_table(scores))[1:]}
    assert rows["−ELBO"] == ["104.2", "109.6"]
    assert rows["the report’s loss"] == ["123.1", "123.6"]
