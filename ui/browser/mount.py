"""Puts a component into the page, and the packs that it computes with into the browser, once a visit.

Most packs are files that the browser fetches. One that has none is mounted as an element of its own in the run that first needs
it, and afterwards the script speaks of it by its digest. A browser that lacks one all the same, because that run was cut short or
a file can't be fetched, asks for it. What is sent again is another element than before: the browser may ask before the first one
has left the page, and would then see no change. The judge, which reads pictures to who cannot see them, is a file only, and
nobody waits or asks for it.
"""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from .packs import Pack, judge_pack
from .scripts import script
from .told import told

SENT = "latent_packs"
"""The key in a visitor's session under which the digests of the packs that were sent stand."""

READS = "latent_reads"
"""The key under which stands whether the judge is sent, where that is not so: he reads digits, and there are other pictures."""

ASKED = "latent_packs_asked"
"""The key under which stands how often the browser has asked for each pack."""

_CARRIER = st.components.v2.component("latent_pack", js=script("carrier.js"))


def mount(component: Any, key: str, packs: Sequence[Pack], data: dict[str, Any], **callbacks: Any) -> Any:
    """Mount a component and, below it, those of its packs that have to go through the session and that this visit has not had."""
    sent: set[str] = st.session_state.setdefault(SENT, set())
    asked: dict[str, int] = st.session_state.setdefault(ASKED, {})
    coming = [each for each in packs if each.digest not in sent and (not each.files or each.digest in asked)]
    judge = judge_pack() if st.session_state.get(READS, True) else None
    with st.container(gap=None):
        result = component(
            key=key,
            data=data | {"coming": bool(coming), "judge": judge and judge.wanted},
            on_missing_change=lambda: _forget({each.digest for each in packs}, told(key, "missing")),
            **callbacks,
        )
        for each in coming:
            _CARRIER(key=f"pack-{each.digest}-{asked.get(each.digest, 0)}", data=each.data)
    sent.update(each.digest for each in coming)
    return result


def _forget(known: set[str], digests: Any) -> None:
    """Send these packs again, of those that the component has: the browser asked for them."""
    asked: dict[str, int] = st.session_state.setdefault(ASKED, {})
    for digest in known.intersection(map(str, digests or ())):
        st.session_state.get(SENT, set()).discard(digest)
        asked[digest] = asked.get(digest, 0) + 1
