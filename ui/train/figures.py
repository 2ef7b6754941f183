"""Pictures of a training: its curves beside those before it, and the map of its codes. No Streamlit here."""

import numpy as np
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from ..colors import BLUE, CLASSES, GREY, VERMILION
from ..stored.curves import Ghost, Point

DASHES = ("dash", "dot", "dashdot")
"""Of earlier runs, the oldest first."""

TALL, LOW, MAP = 240, 200, 380
"""Pixels of the curves with a KL and without, and of the map."""

# Of the axis of the reconstruction, in nats.
TICKS = [20, 50, 100, 200, 500, 1_000, 10_000]
# The same where the loss has left the range in which anything is learned.
TICKS_OF_AN_EXPLOSION = [100, 1e6, 1e10, 1e15, 1e20, 1e25, 1e30, 1e35]


def curves(
    points: list[Point],
    ghosts: list[Ghost],
    by: str,
    floor: float,
    mean_line: float,
    vae: bool,
    mark: int | None = None,
) -> go.Figure:
    """Reconstruction, and for a VAE the KL below it, in nats per image, against `by` ("steps" or "seconds").

    The reconstruction's axis is logarithmic, since it starts ten times above where it ends. `mark` is a step to mark.
    """
    terms = ["reconstruction", "kl"] if vae else ["reconstruction"]
    figure = make_subplots(
        rows=len(terms), cols=1, shared_xaxes=True, vertical_spacing=0.08, row_heights=[0.65, 0.35][: len(terms)]
    )
    for row, term in enumerate(terms, start=1):
        for ghost, dash in zip(ghosts, DASHES, strict=False):
            if term in ghost.points[-1].test:
                _line(figure, row, ghost.points, "test", term, by, ghost.label, {"color": GREY, "dash": dash})
        color = VERMILION if vae else BLUE
        _line(figure, row, points, "train", term, by, "this run, training digits", {"color": color, "width": 1})
        _line(
            figure, row, points, "test", term, by, "this run, test digits", {"color": color, "width": 3}, markers=True
        )
    for level, words in ((mean_line, "drawing the mean image whatever comes"), (floor, "floor: a perfect copy")):
        figure.add_hline(y=level, row=1, col=1, line={"color": GREY, "width": 1})
        figure.add_annotation(
            text=words,
            x=1,
            xref="x domain",
            xanchor="right",
            y=np.log10(level),
            yref="y",
            yanchor="bottom",
            showarrow=False,
        )
    if mark is not None and (marked := [point for point in points if point.step <= mark]):
        figure.add_vline(x=_place(marked[-1], by), line={"color": GREY, "dash": "dot"})
    highest = max([mean_line, *(v for p in points[-300:] for v in [p.test["reconstruction"], *_train(p)])])
    ticks = TICKS if highest < 1e5 else TICKS_OF_AN_EXPLOSION
    figure.update_yaxes(
        type="log",
        tickvals=ticks,
        ticktext=[f"{tick:,}" if tick < 1e5 else f"{tick:.0e}" for tick in ticks],
        range=[np.log10(floor * 0.8), np.log10(highest * 1.15)],
        title_text="nats",
        row=1,
        col=1,
    )
    if vae:
        figure.update_yaxes(rangemode="tozero", title_text="KL", row=2, col=1)
    figure.update_xaxes(rangemode="tozero")
    figure.update_xaxes(title_text="steps" if by == "steps" else "seconds of training", row=len(terms), col=1)
    figure.update_layout(
        height=TALL if vae else LOW,
        margin={"l": 60, "r": 10, "t": 10, "b": 10},
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
        hovermode="x",
        uirevision="run",
    )
    return figure


def _place(point: Point, by: str) -> float:
    return point.step if by == "steps" else point.seconds


def _train(point: Point) -> list[float]:
    return [point.train["reconstruction"]] if point.train else []


def _line(
    figure: go.Figure,
    row: int,
    points: list[Point],
    which: str,
    term: str,
    by: str,
    name: str,
    line: dict[str, object],
    markers: bool = False,
) -> None:
    kept = [point for point in points if term in getattr(point, which)]
    figure.add_scatter(
        x=[_place(point, by) for point in kept],
        y=[getattr(point, which)[term] for point in kept],
        name=name,
        legendgroup=name,
        showlegend=row == 1,
        mode="lines+markers" if markers else "lines",
        line=line,
        marker={"size": 6, "maxdisplayed": 30},
        hovertemplate="%{y:.1f}",
        row=row,
        col=1,
    )


def codes_map(codes: np.ndarray, labels: np.ndarray | None) -> go.Figure:
    """Test digits at their codes `(n, 2)`, each as its own numeral in the colour of its class; dots without labels."""
    figure = go.Figure()
    if labels is None:
        figure.add_scatter(x=codes[:, 0], y=codes[:, 1], mode="markers", marker={"color": BLUE, "size": 5})
    else:
        figure.add_scatter(
            x=codes[:, 0],
            y=codes[:, 1],
            mode="text",
            text=[str(label) for label in labels],
            textfont={"color": [CLASSES[label] for label in labels], "size": 13},
            hoverinfo="skip",
        )
    reach = float(np.abs(codes).max(initial=1.0)) * 1.1
    figure.update_xaxes(range=[-reach, reach], title_text="first number of the code")
    figure.update_yaxes(range=[-reach, reach], title_text="second number", scaleanchor="x")
    figure.update_layout(height=MAP, margin={"l": 50, "r": 10, "t": 10, "b": 10}, showlegend=False)
    return figure
