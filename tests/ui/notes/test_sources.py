"""The papers: no two alike, in the order of their years, links to places that stay."""

import re

import pytest

from ui.notes.sources import SOURCES
from ui.notes.words import no_density


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.link)
def test_a_paper_has_all_that_finds_it(source):
    assert re.fullmatch(r"https?://(arxiv\.org/abs/\d{4}\.\d{4,5}|doi\.org/10\.\S+|\S+)", source.link)
    assert 1900 < source.year < 2030
    assert source.says.endswith(".")
    arxiv = re.search(r"abs/(\d\d)", source.link)
    assert arxiv is None or 0 <= source.year - 2000 - int(arxiv[1]) <= 1  # a preprint comes at most a year before


def test_papers_are_there_once_and_in_order():
    assert len({source.title for source in SOURCES}) == len({source.link for source in SOURCES}) == len(SOURCES)
    assert [source.year for source in SOURCES] == sorted(source.year for source in SOURCES)


def test_what_the_steps_cite_is_among_them(found):
    cited = re.findall(r"\(([\w-]+) & \w+ (\d{4})\)", no_density(found))
    assert cited
    for name, year in cited:
        assert any(name in source.authors and source.year == int(year) for source in SOURCES)
