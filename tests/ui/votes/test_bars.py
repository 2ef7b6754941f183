"""Bars say answer and number as text, in order, and their lengths are the shares."""

import re
from html.parser import HTMLParser

import pytest

from ui.votes.bars import bars, head


class Table(HTMLParser):
    """The rows of a table as a browser would read them: texts, and widths of bars in percent."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.widths: list[float] = []
        self.tags: set[str] = set()
        self.feed(html.partition("</style>")[2])

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if width := re.search(r"width: ([\d.]+)%", dict(attributes).get("style") or ""):
            self.widths.append(float(width[1]))

    def handle_data(self, data):
        if self.rows and data.strip():
            self.rows[-1].append(data)


def test_every_option_has_its_number_and_a_bar_of_its_share():
    table = Table(bars([("a", 1), ("b", 0), ("c", 3)]))
    assert table.rows == [["a", "1 (25 %)"], ["b", "0"], ["c", "3 (75 %)"]]
    assert table.widths == [25, 0, 75]
    assert "4 have answered" in bars([("a", 4)])


def test_what_somebody_voted_is_text_and_no_html():
    table = Table(bars([("<img src=x onerror=alert(1)>", 0), ("</table><script>x</script>", 1)]))
    assert table.tags == {"p", "table", "tbody", "tr", "th", "td", "i"}
    assert [row[0] for row in table.rows] == ["<img src=x onerror=alert(1)>", "</table><script>x</script>"]


@pytest.mark.parametrize(
    ("votes", "said"), [(0, "Nobody has answered yet."), (1, "1 has answered"), (2, "2 have answered")]
)
def test_how_many_have_answered(votes, said):
    assert said in head(votes)
