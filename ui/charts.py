"""A chart as every page shows it: without Plotly's row of buttons, and a finger that lands on it scrolls the page.

The buttons covered the legends of narrow charts, and all that they do (zoom, pan, a picture of the chart) a lesson doesn't need.
Charts that are drawn at every move of a slider are plain dicts: Plotly's objects look at each value as it is set, which took
40 % of the page on reconstruction. A test holds such dicts to Plotly's own rules.
"""

from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go
import streamlit as st
from plotly.basedatatypes import BaseFigure

CONFIG = {"displayModeBar": False, "scrollZoom": False}


class Drawn(BaseFigure):
    """A figure that is a dict of `data` and `layout` already, and is sent as it is."""

    def __init__(self, figure: dict[str, Any]) -> None:  # not Plotly's, which would look at every value
        self._figure = figure

    def to_dict(self) -> dict[str, Any]:
        return self._figure


def chart(figure: go.Figure | dict[str, Any], key: str, alt: str, pressed: Callable[[], None] | None = None) -> None:
    """Show the figure; `alt` says what one sees in it, for who can't.

    `pressed` is called once a point of it was pressed; the session's state then has the points under this key.
    """
    if isinstance(figure, dict):
        layout = figure["layout"] | {"dragmode": False}
        axes = {name: axis | {"fixedrange": True} for name, axis in layout.items() if name[1:].startswith("axis")}
        figure = Drawn({"data": figure["data"], "layout": layout | axes})
    else:
        figure.update_layout(dragmode=False)
        figure.update_xaxes(fixedrange=True)
        figure.update_yaxes(fixedrange=True)
    choice: dict[str, Any] = {"on_select": pressed, "selection_mode": "points"} if pressed else {}
    st.plotly_chart(figure, key=key, alt=alt, config=CONFIG, **choice)
