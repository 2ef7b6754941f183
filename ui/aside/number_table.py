"""A table of numbers as HTML, one row under another, and how a number is written in it. No Streamlit here."""

from collections.abc import Iterable, Sequence

STYLE = """
<style>
.bill {border-collapse:collapse; font-size:0.92rem; line-height:1.3; width:100%; max-width:46rem}
.bill caption {text-align:left; padding-bottom:0.3rem; opacity:0.8}
.bill th, .bill td {padding:0.22rem 0.4rem; text-align:right; font-variant-numeric:tabular-nums; font-weight:400}
.bill th:first-child {text-align:left}
.bill thead th {font-weight:600; vertical-align:bottom; border-bottom:1px solid currentColor}
.bill tbody td, .bill tbody th {border-top:1px solid color-mix(in srgb, currentColor 18%, transparent)}
.bill .sum th, .bill .sum td {font-weight:700; border-top:1px solid currentColor}
.bill small {display:block; font-weight:400; opacity:0.75}
@media (max-width: 640px) {
  .bill {font-size:0.78rem}
  .bill th, .bill td {padding:0.2rem 0.18rem}
}
</style>
"""


def written(value: float, digits: int = 2) -> str:
    """A number with a real minus sign; what rounds to 0 has none."""
    text = f"{value:.{digits}f}"
    return text.lstrip("-") if float(text) == 0 else text.replace("-", "−")


def number_table(
    head: Sequence[str], rows: Iterable[tuple[str, Sequence[str], bool]], caption: str, name: str = ""
) -> str:
    """Rows are a heading, its cells, and whether it is a sum of those above. Markup in `head` and headings is kept.

    Scripts know a cell by the table's `name`, its row and its column, both from 0 (`ui/browser/live/objective.js`).
    """

    def live(row: int, column: int) -> str:
        return f" data-live='{name} {row} {column}'" if name else ""

    columns = "".join(f"<th scope='col'>{title}</th>" for title in head)
    body = "".join(
        f"<tr{' class=sum' if is_sum else ''}><th scope='row'>{title}</th>"
        + "".join(f"<td{live(i, j)}>{cell}</td>" for j, cell in enumerate(cells))
        + "</tr>"
        for i, (title, cells, is_sum) in enumerate(rows)
    )
    return (
        f"{STYLE}<table class='bill'><caption>{caption}</caption><thead><tr>{columns}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
