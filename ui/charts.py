"""A chart as every page shows it: without Plotly's row of buttons, and a finger that lands on it scrolls the page.

The buttons covered the legends of narrow charts, and all that they do (zoom, pan, a picture of the chart) a lesson doesn't need.
"""

import plotly.graph_objects as go
import streamlit as st

CONFIG = {"displayModeBar": False, "scrollZoom": False}


def chart(figure: go.Figure, key: str, alt: str) -> None:
    """Show the figure; `alt` says what one sees in it, for who can't."""
    figure.update_layout(dragmode=False)
    figure.update_xaxes(fixedrange=True)
    figure.update_yaxes(fixedrange=True)
    st.plotly_chart(figure, key=key, alt=alt, config=CONFIG)
