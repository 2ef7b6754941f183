"""Counts of votes as bars in HTML: every bar has its answer and its number beside it, as text. No Streamlit here."""

from collections.abc import Sequence
from html import escape

from .words import answered, share

STYLE = """<style>
.votes {width: 100%; border-collapse: collapse; font-size: 0.95rem}
.votes th, .votes td {border: 0; padding: 0.15rem 0.7rem 0.15rem 0; text-align: left; font-weight: 400}
.votes th {width: 45%; overflow-wrap: anywhere}
.votes td:last-child {width: 1%; padding-right: 0; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums}
.votes i {display: block; height: 1.1rem; min-width: 1px; border-radius: 0.2rem;
  background: color-mix(in srgb, currentColor 55%, transparent)}
.votes-sum {margin: 0 0 0.4rem; font-size: 0.95rem}
@media (min-width: 40rem) {.votes th {width: 1%; min-width: 3rem; white-space: nowrap}}
</style>"""


def bars(counts: Sequence[tuple[str, int]]) -> str:
    """Choices and their counts, in this order, as HTML.

    A bar is as long as its share of all votes. To a screen reader it is nothing: answer and number are read.
    """
    votes = sum(count for _, count in counts)
    rows = "".join(
        f"<tr><th scope='row'>{escape(text)}</th><td aria-hidden='true'><i style='width: {100 * count / max(votes, 1):.1f}%'></i>"
        f"</td><td>{share(count, votes)}</td></tr>"
        for text, count in counts
    )
    return f"{STYLE}{head(votes)}<table class='votes'><tbody>{rows}</tbody></table>"


def head(votes: int) -> str:
    """How many have voted, as HTML."""
    return f"<p class='votes-sum'>{answered(votes)}</p>"
