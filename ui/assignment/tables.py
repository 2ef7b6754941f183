"""The tables of the page on the report: what their columns are called, how they are written, and as CSV. No Streamlit here."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from autoencoders.report.claims import CLAIMS
from autoencoders.report.rules import CAVEAT, FAILS, HOLDS, UNKNOWN, Finding
from autoencoders.report.tables import COLUMNS, SAMPLE_COLUMNS, Row

LOOKS = {
    HOLDS: ("green", ":material/check_circle:"),
    CAVEAT: ("orange", ":material/error:"),
    FAILS: ("red", ":material/cancel:"),
    UNKNOWN: ("gray", ":material/help:"),
}
"""The colour and the icon of a verdict, beside its words."""

SIGNS = {HOLDS: "✓", CAVEAT: "≈", FAILS: "✗", UNKNOWN: "?"}

STYLE = """
<style>
.verdicts {border-collapse:collapse; width:100%; max-width:60rem; font-size:0.95rem; line-height:1.35}
.verdicts th, .verdicts td {text-align:left; padding:0.3rem 0.5rem; vertical-align:top; font-weight:400}
.verdicts thead th {font-weight:600}
.verdicts tbody th, .verdicts tbody td {border-top:1px solid color-mix(in srgb, currentColor 20%, transparent)}
.verdicts .verdict {font-weight:600; min-width:7.5rem}
</style>
"""

ERRORS = {
    "recognised": "± of it",
    "class_entropy": "± of the entropy",
    "judge_frechet": "± of the distance",
}
"""What the columns of standard errors are called, behind those that have one."""

SAMPLE_HEADINGS = {"samples": "samples"} | {
    name: title
    for key, (heading, _) in SAMPLE_COLUMNS.items()
    for name, title in ((key, heading), (f"{key}_se", ERRORS.get(key, "")))
    if title
}
"""The columns of the table of samples, by their keys."""


def verdicts(findings: Mapping[str, Finding]) -> str:
    """All claims with their figure and verdict, as one HTML table."""
    rows = "".join(
        f"<tr><th scope='row'>{escape(claim.says)}</th><td>{claim.figure}</td><td class='verdict'>"
        f"{SIGNS[findings[claim.key].verdict]} {escape(findings[claim.key].verdict)}</td></tr>"
        for claim in CLAIMS
    )
    head = "<tr><th scope='col'>the report says</th><th scope='col'>figure</th><th scope='col'>verdict</th></tr>"
    return f"{STYLE}<table class='verdicts'><thead>{head}</thead><tbody>{rows}</tbody></table>"


def headings() -> dict[str, str]:
    """The columns of the table of variants."""
    return {"name": "variant", "title": "title", "parameters": "parameters"} | {
        key: heading for key, (heading, _) in COLUMNS.items()
    }


def printf(key: str) -> str:
    """How a column's numbers are written, as Streamlit's number columns want it."""
    form = (COLUMNS | SAMPLE_COLUMNS)[key.removesuffix("_se")][1]
    return {"d": "%d", ".1%": "percent"}.get(form, f"%{form}")


def as_csv(rows: Sequence[Row]) -> str:
    """The rows as CSV, with every digit; what does not apply is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def tally(verdicts: Iterable[str]) -> str:
    """How many claims hold, in one sentence."""
    count = Counter(verdicts)
    total = sum(count.values())
    parts = [f"{count[HOLDS]} hold", f"{count[CAVEAT]} with a caveat", f"{count[FAILS]} not"]
    return f"Of {total} claims {parts[0]}, {parts[1]} and {parts[2]}."
