"""A run of one's own played back: the snapshots that were kept of it, as a film. It is made when it is asked for, of at most
`MOST_FRAMES` snapshots, and only while the run rests; a run of any size of code has its pictures in it, and one of two numbers
its map."""

import numpy as np
import streamlit as st

import autoencoders as ae

from ..browser.film.film import POINTS, Track, film
from ..browser.packs import Pack, of_arrays
from ..classroom.asking import Asking
from ..colors import BLUE, VERMILION
from ..crowd.presses import press_button, taken
from ..looked_at import tell_of
from . import words
from .history import Snapshot
from .job import Job
from .tasks import COPIES, CURVES

MOST_FRAMES = 40
"""Snapshots in a film: as many as a run keeps, with some 800 kB of pictures and codes in all."""

PICTURES = 8
"""Digits whose copies are in it, and random codes whose samples are."""

DIGITS_ON_MAP = 500
"""Test digits on the map: all of the probe's, some as numerals and the others as dots."""

LEAST_REACH = 3.3
"""Half width of the map at least: the prior's three rings, just."""

SHOWN = "train_film"
"""The key of the session under which the film that was asked for stands, with the run and the step that it is of."""


def playback(job: Job, labelled: bool, asked: Asking) -> None:
    """The button that asks for the film of this run, and the film; nothing while the run is at work, or while a question hides
    what the film shows. `labelled` says whether its digits have classes."""
    if not job.at_rest or len(job.history.snapshots) < 2 or asked.hides(CURVES, COPIES):
        st.session_state.pop(SHOWN, None)
        return
    which = job.number, job.step, labelled
    known = st.session_state.get(SHOWN)
    if known is None or known[0] != which:
        press_button("Play it back", "train_playback", icon=":material/movie:", help=words.PLAYBACK_HELP)
        if not taken("train_playback"):
            return
        st.session_state[SHOWN] = known = which, made_of(job, labelled)
        st.rerun()
    _, track = known
    film([track], POINTS, 0, key=f"train_film_{job.number}_{job.step}")
    st.markdown(tell_of(job.material.dataset, words.PLAYBACK))


def made_of(job: Job, labelled: bool) -> Track:
    """The film of a run: of each snapshot the losses on the probe, pictures, and the codes where they are two numbers."""
    snapshots = chosen(job.history.snapshots)
    is_vae = isinstance(snapshots[-1].model, ae.VAE)
    pack, view = packed(job, snapshots, labelled)
    return Track("VAE" if is_vae else "AE", VERMILION if is_vae else BLUE, pack, view)


def chosen(snapshots: list[Snapshot]) -> list[Snapshot]:
    """At most `MOST_FRAMES` of them, the first and the last among them."""
    at = np.unique(np.linspace(0, len(snapshots) - 1, MOST_FRAMES).round().astype(int))
    return [snapshots[i] for i in at]


def packed(job: Job, snapshots: list[Snapshot], labelled: bool) -> tuple[Pack, tuple[float, float, float]]:
    """What the browser needs of these snapshots, as `engine/recording.js` reads it, and the square of the map."""
    probe, points = job.probe, job.history.points
    digits = probe.given(job.sigma)[probe.strip][:PICTURES]
    arrays: dict[str, np.ndarray] = {
        "steps": np.array([snapshot.step for snapshot in snapshots], np.float32),
        "given": as_bytes(digits),
        "curve.steps": np.array([point.step for point in points], np.float32),
    }
    for term in snapshots[0].point.test:
        arrays[term] = np.array([snapshot.point.test[term] for snapshot in snapshots], np.float32)
        arrays[f"curve.{term}"] = np.array([point.test[term] for point in points], np.float32)
    models = [snapshot.model for snapshot in snapshots]
    pictures = [np.concatenate([each.reconstruct(digits), probe.samples(each)[:PICTURES]]) for each in models]
    arrays["pictures"] = as_bytes(np.stack(pictures))
    reach = LEAST_REACH
    if models[0].latent_dim == 2:
        codes = np.stack([each.encode(probe.images[:DIGITS_ON_MAP]) for each in models])
        arrays["codes"] = np.nan_to_num(codes).astype(np.float32)
        reach = max(reach, 1.05 * float(np.percentile(np.abs(arrays["codes"][-1]), 99.5)))
        if labelled:
            arrays["labels"] = probe.labels[:DIGITS_ON_MAP].astype(np.uint8)
    return of_arrays(f"run-{job.number}", arrays), (0.0, 0.0, round(reach, 2))


def as_bytes(images: np.ndarray) -> np.ndarray:
    """Pictures `(..., 28, 28, 1)` in [0, 1] as uint8 `(..., 784)`."""
    whole = (255 * np.clip(np.nan_to_num(images), 0, 1)).round().astype(np.uint8)
    return np.reshape(whole, (*whole.shape[:-3], -1))
