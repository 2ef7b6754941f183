"""The charts over the test set: the two halves of the loss against each other, and what each number of the code costs.

No Streamlit here.
"""

import math
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from autoencoders.scores.metrics import UNUSED_NATS

from ..colors import BLUE, GREY, VERMILION

LEVELS = 20
"""Nats between two lines of equal −ELBO."""

MOST_LEVELS = 20
"""Such lines at most: a model of one's own may lie so far off that they stand further apart."""

FAR = 4
"""A point whose KL is more than so many times that of the next stands on the edge, or the others would be one dot."""

TALL = 280
"""Pixels of a chart."""


@dataclass(frozen=True)
class Point:
    """One model on the test set: its beta, reconstruction and KL in nats per image, and a name where it is not of the sweep."""

    beta: float
    reconstruction: float
    kl: float
    name: str = ""


def trade_figure(points: list[Point], chosen: Point, autoencoder: float | None) -> go.Figure:
    """Reconstruction against KL: a point a beta, lines of equal −ELBO, the chosen point with its slope −beta.

    `chosen` is one of the points, or a visitor's own, a star beside them. A point whose KL is over `FAR` times that of the
    next stands on the right edge with an arrow. `autoencoder` is the reconstruction of an AE with the same networks, a line.
    """
    points = sorted(points, key=lambda point: point.kl)
    near = [point for i, point in enumerate(points) if i == 0 or point.kl <= FAR * points[i - 1].kl]
    right = 1.25 * near[-1].kl
    shown = [*points, *([chosen] if chosen not in points else [])]
    heights = [point.reconstruction for point in shown]
    low, high = min(heights), max(heights)
    room = 0.1 if len(near) == len(shown) else 0.2  # what stands on the right edge has its words below it
    low, high = low - room * (high - low) - 1, high + room * (high - low) + 1
    figure, labelled = go.Figure(), False
    apart = LEVELS * max(1, math.ceil((high + right - low - near[0].kl) / (LEVELS * MOST_LEVELS)))
    for level in range(apart * int((low + near[0].kl) // apart), int(high + right), apart):
        start, end = max(0.0, level - high), min(right, level - low)
        if end - start < 1:
            continue
        figure.add_scatter(
            x=[start, end],
            y=[level - start, level - end],
            mode="lines",
            line={"color": GREY, "width": 1, "dash": "dot"},
            hoverinfo="skip",
        )
        if start > 0.05 * right:
            figure.add_annotation(
                x=start,
                y=level - start,
                text=f"−ELBO {level}" if not labelled else str(level),
                showarrow=False,
                yanchor="bottom",
                font={"size": 11, "color": GREY},
            )
            labelled = True
    if autoencoder is not None:
        figure.add_hline(
            y=autoencoder,
            line={"color": BLUE, "dash": "dash", "width": 2},
            annotation={"text": "AE, same networks"},
            annotation_position="bottom left",
        )
    figure.add_scatter(
        x=[point.kl for point in near],
        y=[point.reconstruction for point in near],
        mode="lines",
        line={"color": GREY, "width": 2},
        hoverinfo="skip",
    )
    for point in shown:
        far, here = (point.kl > right if point.name else point not in near), point == chosen
        label = point.name or (f"β = {point.beta:g}" if here or far else f"{point.beta:g}")
        label += f", KL {point.kl:.0f} →" if far else ""
        figure.add_scatter(
            x=[right if far else point.kl],
            y=[point.reconstruction],
            mode="markers+text",
            text=[f"<b>{label}</b>" if here else label],
            textposition="bottom left" if far else "top right",
            marker={
                "symbol": "triangle-right" if far else "star" if point.name else "circle",
                "size": 16 if here else 9,
                "color": VERMILION if here else GREY,
            },
            hovertemplate=f"β = {point.beta:g}<br>reconstruction {point.reconstruction:.1f}<br>KL {point.kl:.1f}"
            f"<br>sum {point.reconstruction + point.kl:.1f} nats<extra></extra>",
        )
        if here and not far:
            reach = min(0.13 * right, 0.2 * (high - low) / max(point.beta, 1e-9))
            figure.add_scatter(
                x=[point.kl - reach, point.kl + reach],
                y=[point.reconstruction + point.beta * reach, point.reconstruction - point.beta * reach],
                mode="lines",
                line={"color": VERMILION, "width": 3},
                hoverinfo="skip",
            )
    figure.update_layout(
        xaxis={"title": "KL: nats that the code costs", "range": [0, right * 1.02]},
        yaxis={"title": "reconstruction: nats", "range": [low, high]},
        showlegend=False,
        margin={"l": 55, "r": 10, "t": 30, "b": 10},
        height=TALL,
    )
    return figure


def in_words(points: list[Point]) -> str:
    """The same for who cannot see it: each point once."""
    return "; ".join(
        f"{point.name or f'β = {point.beta:g}'}: {point.reconstruction:.1f} and {point.kl:.1f}"
        for point in dict.fromkeys(points)
    )


def dimension_figure(costs: list[float], label: str, others: list[float] | None) -> go.Figure:
    """KL of each number of the code as bars, the dearest first, unused ones named; `label` says whose they are.

    `others` are those of the shipped VAE with β = 1, as marks, to compare; they may be more or fewer.
    """
    order = np.argsort(costs)[::-1]
    heights = [costs[i] for i in order]
    places = [str(rank) for rank in range(1, len(costs) + 1)]
    figure = go.Figure()
    figure.add_bar(
        x=places,
        y=heights,
        name=label,
        marker={"color": VERMILION, "pattern": {"shape": ["/" if height < UNUSED_NATS else "" for height in heights]}},
        text=[
            "" if height < UNUSED_NATS else f"{height:.2f}" if height < 10 else f"{height:.0f}" for height in heights
        ],
        textposition="outside",
        cliponaxis=False,
        customdata=[int(i) + 1 for i in order],
        hovertemplate="number %{customdata} of the code: %{y:.3f} nats<extra></extra>",
    )
    if unused := sum(height < UNUSED_NATS for height in heights):
        middle = len(heights) - (unused + 1) / 2
        figure.add_annotation(x=middle, y=0, text="unused", showarrow=False, yshift=12)
    if others is not None:
        figure.add_scatter(
            x=[str(rank) for rank in range(1, len(others) + 1)],
            y=sorted(others, reverse=True),
            name="vae-10, β = 1",
            mode="markers",
            marker={"symbol": "line-ew-open", "size": 22, "color": GREY, "line": {"width": 3}},
            hovertemplate="β = 1: %{y:.3f} nats<extra></extra>",
        )
    figure.update_layout(
        xaxis={"title": "the numbers of the code, the dearest first", "type": "category"},
        yaxis={"title": "KL: nats", "rangemode": "tozero"},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
        margin={"l": 55, "r": 10, "t": 10, "b": 10},
        height=TALL,
    )
    return figure
