"""“Your visit” in the sidebar: the answers to hand in, the page as a link, and the whole visit as a file and back.

It costs a page one button; what lies behind it is made when somebody asks.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from autoencoders.validator import WeightsError

from . import visit
from .aside.dialogs import close, dialog_button
from .hand_in.box import hand_in
from .link import address, is_coarser, link_box
from .own_models import origins, title_of
from .plain import plain
from .words import COARSER_IN_LINK


def visit_button(lessons: Mapping[str, Sequence[str]]) -> None:
    """The button, and what it opens; `lessons` gives for each title the keys of its questions in order."""
    if dialog_button("visit", "Your visit: link, save, load", icon=":material/bookmark:", width="stretch"):
        _visit(lessons)
    if said := st.session_state.pop("visit_said", ""):
        st.toast(said, icon=":material/check:")


@st.dialog("Your visit", on_dismiss=close)
def _visit(lessons: Mapping[str, Sequence[str]]) -> None:
    hand_in(lessons)
    st.divider()
    st.markdown("**This page as a link**, with its settings and what you drew:")
    link_box(address(), "copy_link")
    if is_coarser():
        st.caption(COARSER_IN_LINK)
    st.divider()
    st.markdown(
        "**All of your visit as a file**: settings, drawings, pictures, answers, your own models and your last three curves; a "
        "data set of your own is not in it. This server keeps them only while the page is open."
    )
    st.download_button(
        "Save my visit",
        visit.saving(),
        f"latent-lab-visit-{date.today().isoformat()}.zip",
        icon=":material/download:",
        on_click="ignore",
        key="visit_save",
    )
    if left_out := visit.left_out():
        st.caption("Not all of your models have room in it. These can be saved by themselves:")
        images = visit.tried_on()
        for row, kept in left_out:
            st.download_button(
                f"{row.name}: {plain(title_of(row))}",
                partial(visit.model_file, row, kept, origins(), images),
                f"{row.name}.safetensors",
                icon=":material/download:",
                on_click="ignore",
                key=f"visit_{row.name}",
            )
    file = st.file_uploader("Load a visit", ["zip"], max_upload_size=visit.MOST_BYTES // 2**20, key="visit_file")
    if file is None or st.session_state.get("visit_file_id") == file.file_id:
        return
    try:
        said = visit.load(file.getvalue())
    except (visit.VisitError, WeightsError) as fault:
        st.error(plain(str(fault)), icon=":material/folder_off:")
        return
    st.session_state.visit_file_id = file.file_id
    st.session_state.visit_said = said
    close()
    st.rerun()
