"""The tables of the lesson on what a VAE pays for, as HTML: the cloud, the KL, the whole bill, the missing ½.

No Streamlit here.
"""

from collections.abc import Iterable, Sequence

import numpy as np

from autoencoders.scores.digit_bill import Bill
from autoencoders.scores.metrics import UNUSED_NATS

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


def _table(head: Sequence[str], rows: Iterable[tuple[str, Sequence[str], bool]], caption: str, name: str = "") -> str:
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


def cloud_table(found: Bill) -> str:
    """From mean, log-variance and ε to z, a row a number of the code."""
    columns = (found.mean, found.log_var, np.exp(found.log_var / 2), found.epsilon, found.z)
    rows = (
        (str(i), [written(value) for value in row], False) for i, row in enumerate(zip(*columns, strict=True), start=1)
    )
    return _table(
        ["no.", "mean", "log_var", "spread<small>exp(log_var/2)</small>", "ε", "z<small>mean + spread·ε</small>"],
        rows,
        "All numbers of this digit's code",
        "cloud",
    )


def kl_table(found: Bill) -> str:
    """The terms of the KL, a row a number of the code, and their sum."""
    columns = np.exp(found.log_var), -found.log_var, found.mean**2, found.kl_terms
    rows = [
        (
            str(i),
            [
                *(written(value, 3) for value in row[:3]),
                "−1",
                written(row[3], 3) + (" unused" if row[3] < UNUSED_NATS else ""),
            ],
            False,
        )
        for i, row in enumerate(zip(*columns, strict=True), start=1)
    ]
    sums = [written(float(column.sum()), 3) for column in columns]
    total = ("sum", [*sums[:3], f"−{len(found.mean)}", sums[3]], True)
    return _table(
        ["no.", "exp(log_var)", "− log_var", "+ mean²", "− 1", "half of it:<small>KL, nats</small>"],
        [*rows, total],
        "What each number of the code costs: μ is the mean, log σ² is log_var, and Σ the matrix of all σ²",
        "kl",
    )


def bill_table(found: Bill, beta: float, floor: float, average: dict[str, float]) -> str:
    """The whole bill of a digit beside the average over the test set, from a card's scores."""

    def line(title: str, value: float, mean: float | None, is_sum: bool = False) -> tuple[str, Sequence[str], bool]:
        return title, [written(value, 2), "" if mean is None else written(mean, 2)], is_sum

    ink, rest = found.ink, found.reconstruction - found.ink
    reconstruction, kl = average.get("reconstruction"), average.get("kl")
    both = None if reconstruction is None or kl is None else (reconstruction, kl)
    rows = [
        line("the pixels of the stroke", ink, None),
        line("+ the pixels of the paper", rest, None),
        line(
            "= <b>reconstruction</b><small>a perfect copy of these grey pixels would cost "
            f"<span data-live='floor'>{floor:.1f}</span></small>",
            found.reconstruction,
            reconstruction,
            True,
        ),
        line("+ <b>KL</b>", found.kl, kl),
        line("= <b>−ELBO</b>", found.loss(1), both and sum(both), True),
    ]
    if beta != 1:
        title = f"reconstruction + {beta:g}·KL<small>what this model was trained to make small</small>"
        rows.append(line(title, found.loss(beta), both and both[0] + beta * both[1]))
    return _table(["nats", "this digit", "average of 10,000"], rows, "The whole bill", "bill")


def half_table(columns: Sequence[tuple[str, dict[str, float]]]) -> str:
    """Models beside each other: the two terms, the −ELBO, and what the report's code minimises."""

    def line(title: str, weight: tuple[float, float], is_sum: bool) -> tuple[str, Sequence[str], bool]:
        cells = [weight[0] * scores["reconstruction"] + weight[1] * scores["kl"] for _, scores in columns]
        return title, [written(cell, 1) for cell in cells], is_sum

    rows = [
        line("reconstruction", (1, 0), False),
        line("KL", (0, 1), False),
        line("−ELBO<small>reconstruction + KL</small>", (1, 1), True),
        line("the report’s loss<small>reconstruction + 2·KL</small>", (1, 2), True),
    ]
    return _table(["nats per image", *(name for name, _ in columns)], rows, "Averages over the 10,000 test digits")
