"""The view for a projector: no sidebar, type half as large again, keys for who stands in front of a class.

It stays on from page to page until it is left; a link with `view=projector` begins it.
"""

import streamlit as st

IN_LINK, PROJECTOR = "view", "projector"
"""The parameter of a link that begins this view, and its value."""

STYLE = """<style>
html {font-size: 150%}
[data-testid=stSidebar], [data-testid=stExpandSidebarButton], [data-testid=stHeader], .st-key-promise {display: none !important}
[data-testid=stMain] h1 {font-size: 1.2rem; padding: 0}
[data-testid=stMainBlockContainer] {padding: 0.3rem 0.8rem 0.5rem}
[data-testid=stMainBlockContainer] [data-testid=stVerticalBlock] {gap: 0.5rem}
[data-testid=stMainBlockContainer]:has(.st-key-question_open) {padding-right: 17.5rem}
[data-testid=stMainBlockContainer] .st-key-question:has(.st-key-question_open) {position: fixed; right: 0; top: 0; bottom: 1.4rem;
  width: 17rem; overflow-y: auto; z-index: 10; border-width: 0 0 0 1px; border-radius: 0}
.st-key-question p {line-height: 1.3}
.st-key-question_open [data-testid=stElementContainer]:has([data-testid=stSlider]) {width: 100% !important;
  margin-bottom: -0.5rem}
[data-testid=stLayoutWrapper]:has(> :is(.st-key-question_lead, .st-key-move_first)) {display: none}
.st-key-projector {position: fixed; right: 0; bottom: 0; width: 17rem; height: 1.4rem; z-index: 100; padding: 0 0.3rem;
  background: Canvas; justify-content: flex-end}
.st-key-projector :is(button, a) {min-height: 1.2rem; padding: 0 0.3rem}
.st-key-projector :is(p, [data-testid=stCaptionContainer]) {font-size: 0.62rem; white-space: nowrap; margin: 0}
.glance {grid-template-columns: repeat(auto-fit, minmax(5rem, 1fr)) !important}
.glance figure {max-width: 7rem !important}
[data-testid=stMainBlockContainer] [data-testid=stLayoutWrapper]:has(> .st-key-maps_beside) {min-width: 28.5rem; max-width:
28.5rem}
.veil {min-height: 5rem !important}
</style>"""
"""Everything that is measured in rem grows by half; the canvas keeps its pixels, which the pen needs. The open question
stands at the
right edge from top to bottom, so that the page has all of the height, and an answer pushes no picture away."""

KEYS = "N next · R reveal · P, F pages"
"""Presenter's keys, as page.js knows them."""


def in_projector_view() -> bool:
    """Whether this visit is shown on a projector."""
    if st.query_params.get(IN_LINK) == PROJECTOR:
        st.session_state[PROJECTOR] = True
    return bool(st.session_state.get(PROJECTOR))


def projector_button() -> None:
    """The button that begins this view, for the sidebar."""
    st.button(
        "Projector view", icon=":material/tv:", key="projector_begin", on_click=_set, args=(True,), width="stretch"
    )


def projector_view(before: str | None, after: str | None) -> None:
    """Style and bar of this view; `before` and `after` are the scripts of the pages around this one."""
    st.html(STYLE)
    st.query_params[IN_LINK] = PROJECTOR
    with st.container(horizontal=True, key="projector", gap="small", vertical_alignment="center"):
        st.caption(KEYS, width="content")
        for name, script, label, meaning in (
            ("before", before, "◀", "The page before"),
            ("after", after, "▶", "The next page"),
        ):
            if script:
                with st.container(width="content", key=f"projector_{name}"):
                    st.page_link(script, label=label, help=meaning)
        st.button("Leave", type="tertiary", key="projector_leave", on_click=_set, args=(False,))


def _set(on: bool) -> None:
    st.session_state[PROJECTOR] = on
    if not on:
        st.query_params.pop(IN_LINK, None)
