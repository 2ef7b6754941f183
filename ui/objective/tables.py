"""The tables of the lesson on what a VAE pays for, as HTML: the cloud, the KL, the whole bill, the missing ½.

No Streamlit here.
"""

from collections.abc import Sequence

import numpy as np

from autoencoders.scores.digit_bill import Bill
from autoencoders.scores.metrics import UNUSED_NATS

from ..aside.number_table import number_table, written


def cloud_table(found: Bill) -> str:
    """From mean, log-variance and ε to z, a row a number of the code."""
    columns = (found.mean, found.log_var, np.exp(found.log_var / 2), found.epsilon, found.z)
    rows = (
        (str(i), [written(value) for value in row], False) for i, row in enumerate(zip(*columns, strict=True), start=1)
    )
    return number_table(
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
    return number_table(
        ["no.", "exp(log_var)", "− log_var", "+ mean²", "− 1", "half of it:<small>KL, nats</small>"],
        [*rows, total],
        "What each number of the code costs: μ is the mean, log σ² is log_var, and Σ the matrix of all σ²",
        "kl",
    )


OF_MNIST = "10,000"
"""Whose average a shipped model's card has: of MNIST's test digits."""


def bill_table(found: Bill, beta: float, floor: float, average: dict[str, float], of: str = OF_MNIST) -> str:
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
    return number_table(["nats", "this digit", f"average of {of}"], rows, "The whole bill", "bill")


def normalised_table(found: Bill, average: dict[str, float], left_out: float | None) -> str:
    """−ELBO as it is everywhere here, and with the continuous Bernoulli.

    `average` are a card's scores, `left_out` is the log-normaliser over the test set; None, where the report did not measure it.
    """
    columns = [(found.loss(1), found.log_normaliser)]
    if left_out is not None and {"reconstruction", "kl"} <= average.keys():
        columns.append((average["reconstruction"] + average["kl"], left_out))
    rows = [
        ("−ELBO<small>as above: not normalised</small>", [written(elbo) for elbo, _ in columns], False),
        ("− log C(y) of all pixels<small>what is left out</small>", [written(-each) for _, each in columns], False),
        (
            "= −ELBO, normalised<small>continuous Bernoulli</small>",
            [written(elbo - each) for elbo, each in columns],
            True,
        ),
    ]
    head = ["nats", "this digit", "average of 10,000"][: 1 + len(columns)]
    return number_table(head, rows, "What the Bernoulli term leaves out", "normalised")


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
    return number_table(
        ["nats per image", *(name for name, _ in columns)], rows, "Averages over MNIST's 10,000 test digits"
    )
