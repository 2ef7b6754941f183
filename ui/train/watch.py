"""A run that many watch and one holds: the link to it, and the page that it opens, which has no controls.

Who watches sees the run at work on the holder's desk, the next one too. That page holds nothing of it: once the holder has
left, it is gone.
"""

from uuid import uuid4

import streamlit as st

from .. import looked_at, memory
from ..browser.marks import DIGITS
from ..crowd import server
from ..crowd.audience import AT_REST
from ..crowd.presses import press_button, taken
from ..crowd.shares import IN_LINK, ROUTE_COOKIE, with_route
from ..frame import lesson_of
from ..link import link_box, link_to
from . import words
from .desk import Desk
from .job import Job
from .panel import NO_NEWS, curves, digits, losses, pictures, shown, status
from .takeaway import keep_button, kept_note


def share_button(desk: Desk) -> None:
    """The button for who holds the run, and the link, in a popover: the run at work stays in sight beside it."""
    box = st.popover(
        "Let others watch", icon=":material/group:", help=words.SHARE_HELP, key="train_share", on_change="rerun"
    )
    if not box.open:
        return  # the code is made when somebody wants it
    with box:
        st.markdown(words.SHARE + (words.SHARE_OWN if desk.job and desk.job.own_pictures else ""))
        code = with_route(server.shares().code(desk), st.context.cookies.get(ROUTE_COOKIE))
        link_box(link_to({IN_LINK: [code]}), "watch_link")


def watching(code: str) -> None:
    """The page of who watches the desk of this code."""
    desk, job = _found(code)
    if desk is None:
        st.info(words.NOT_SHOWN, icon=":material/group_off:")
        _leave(None)
        return
    if job is None:
        away = not memory.is_here(desk.session)
        st.info(words.HOLDER_AWAY if away else words.MADE_ROOM, icon=":material/hourglass_empty:")
        st.fragment(_until_there, run_every=AT_REST)(code)
        _leave(desk)
        return
    desk.audience.look(_me())
    st.markdown(words.watched(desk.label))
    at_rest, seen = job.at_rest, _seen(job)
    pause = desk.audience.pause(at_rest)
    if at_rest or job.state in NO_NEWS:
        st.fragment(_wait, run_every=pause)(code, seen)
        _draw(desk, job)
    else:
        st.fragment(_look, run_every=pause)(code, pause)
    if job.at_rest and job.step and not job.own_pictures and desk.choices is not None:
        keep_button(job, shown(job), desk.choices)
    kept_note()
    _leave(desk)


def _look(code: str, pause: float) -> None:
    """The run while it is at work."""
    desk, job = _attended(code)
    if job.at_rest or job.state in NO_NEWS or desk.audience.pause(False) != pause:
        st.rerun()
    status(job)
    _draw(desk, job)


def _until_there(code: str) -> None:
    """There is no run to see: until there is one, or nobody has the desk any more."""
    desk, job = _found(code)
    if desk is None or job is not None:
        st.rerun()


def _wait(code: str, seen: tuple[object, ...]) -> None:
    """A run of which nothing new is to be seen: only whether that is still so."""
    _, job = _attended(code)
    if _seen(job) != seen:
        st.rerun()
    status(job)


def _attended(code: str) -> tuple[Desk, Job]:
    """The desk and the run, looked up at each look, since who holds them may have left; this look counts."""
    desk, job = _found(code)
    if desk is None or job is None:
        st.rerun()
    desk.audience.look(_me())
    job.beat()
    return desk, job


def _found(code: str) -> tuple[Desk | None, Job | None]:
    """The desk of this code, and the run on it, each where it is still there; there is none while its holder is away."""
    desk: Desk | None = server.shares().thing(code)
    job = desk.job if desk and memory.is_here(desk.session) else None
    return desk, job if job and not job.gone else None


def _seen(job: Job) -> tuple[object, ...]:
    """What of a run decides whether the page must be drawn anew."""
    return job.number, job.state, job.step if job.at_rest else None


def _draw(desk: Desk, job: Job) -> None:
    snapshot = shown(job)
    curves(desk, job, snapshot)
    if job.own_pictures:
        st.caption(words.OWN_PICTURES)
    else:
        digits(job, snapshot)
    losses(job, snapshot)
    if not job.own_pictures:
        pictures(job, snapshot, looked_at.CLOTHES if job.material.dataset.name == looked_at.FASHION else DIGITS)


def _leave(desk: Desk | None) -> None:
    label = "Train one like it" if desk else "Train one of your own"
    press_button(label, "train_leave", icon=":material/model_training:", help=words.LEAVE_HELP)
    if taken("train_leave"):
        st.switch_page(lesson_of("pages/train.py").path, query_params=desk.query if desk else {})


def _me() -> str:
    """What tells this tab from others."""
    name: str = st.session_state.setdefault("watches_as", uuid4().hex)
    return name
