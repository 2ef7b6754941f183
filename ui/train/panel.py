"""What one sees of a training: where it stands, its curves, what it makes of eight digits, its map, its samples.

A fragment shows the panel and looks again every moment while the run is at work; that look is also what keeps it so.
"""

import numpy as np
import streamlit as st

import autoencoders as ae

from .. import cached
from . import figures, words
from .choices import Choices
from .data import TrainingData
from .desk import Desk
from .history import Snapshot
from .job import Job
from .pictures import strip
from .takeaway import takeaway

LOOK_SECONDS = 0.5
"""How often the page looks at a run at work: often enough to watch; each look draws everything anew."""

WARMING_SECONDS = 1.0
"""How often it looks while TensorFlow is imported."""

NO_NEWS = ("waiting", "preparing")
"""States in which nothing but the state can change."""

DIGITS_ON_MAP = 300
"""Test digits on the map: more numerals would cover each other."""

PICTURES_A_ROW = 8
"""Digits in a row of a strip."""


def panel(desk: Desk, data: TrainingData, reference: tuple[str, ae.Model] | None, choices: Choices) -> None:
    """Show the run on the desk, and look again while it is at work.

    Until its first step is made only its state is looked at: drawing the same again and again would take from the
    compilation half of the time that it needs.
    """
    job = desk.job
    assert job is not None
    if job.state in NO_NEWS:
        st.fragment(_wait, run_every=LOOK_SECONDS)(job)
        _draw(desk, job, data, reference, choices)
        return
    warming = st.session_state.get("train_drawn", False) is False or cached.warm_tensorflow().is_alive()
    every = LOOK_SECONDS if not job.at_rest else WARMING_SECONDS if warming else None
    st.fragment(_panel, run_every=every)(desk, data, reference, choices)
    st.session_state.train_drawn = True


def _panel(desk: Desk, data: TrainingData, reference: tuple[str, ae.Model] | None, choices: Choices) -> None:
    job = desk.job
    assert job is not None
    job.beat()
    if st.session_state.get("train_drawn"):
        cached.warm_tensorflow()  # the page is in the browser by now
    before, st.session_state.train_at_rest = st.session_state.get("train_at_rest", True), job.at_rest
    if job.at_rest and not before:
        st.rerun()  # the buttons around the panel change, and nobody need look any more
    status(job)
    _draw(desk, job, data, reference, choices)


def _wait(job: Job) -> None:
    job.beat()
    if job.state not in NO_NEWS:
        st.session_state.train_at_rest = job.at_rest
        st.rerun()
    status(job)


def _draw(desk: Desk, job: Job, data: TrainingData, reference: tuple[str, ae.Model] | None, choices: Choices) -> None:
    snapshot = scrubber(job)
    chart(desk, job, snapshot)
    pictures(job, data, snapshot, reference)
    if job.step and job.at_rest:
        takeaway(job, snapshot, choices, data.dataset)


def status(job: Job) -> None:
    """Where the run stands, in one line; what stopped it, in one sentence."""
    point = job.history.points[-1]
    rate = f", {point.step / point.seconds:,.0f} steps a second" if point.seconds > 0.5 else ""
    where = f"step **{job.step:,}** of {job.steps:,}, {point.seconds:.1f} s{rate}"
    state = job.state
    if state in ("diverged", "failed"):
        st.error(words.stopped(job.trouble, job.step), icon=":material/warning:")
    elif state in ("new", "waiting", "preparing"):
        st.markdown(words.STATES[state].format(place=job.seats.place(job)))
    else:
        st.markdown(f"{words.STATES[state]}: {where}")
    terms = " + ".join(f"{'KL' if name == 'kl' else name} **{nats(value)}**" for name, value in point.test.items())
    st.markdown(words.on_test_digits(terms, job.probe.mean_line, job.probe.floor))


def nats(value: float, digits: int = 1) -> str:
    """A loss in words; one that has exploded as a power of ten."""
    return f"{value:,.{digits}f}" if value < 1e6 else f"{value:.0e}"


def scrubber(job: Job) -> Snapshot:
    """The snapshot to look at: the last while it trains, else any, by a slider through all that were kept."""
    snapshots = job.history.snapshots
    if job.at_rest and len(snapshots) > 1:
        steps = [snapshot.step for snapshot in snapshots]
        st.select_slider("Go back to step", steps, steps[-1], format_func=lambda step: f"{step:,}", key=_scrub_key(job))
    return shown(job)


def shown(job: Job) -> Snapshot:
    """The snapshot that the visitor has gone back to; the last where that is none."""
    snapshots = job.history.snapshots
    step = st.session_state.get(_scrub_key(job)) if job.at_rest else None
    return next((snapshot for snapshot in snapshots if snapshot.step == step), snapshots[-1])


def _scrub_key(job: Job) -> str:
    return f"train_scrub_{id(job)}_{job.step}_{len(job.history.snapshots)}"


def chart(desk: Desk, job: Job, snapshot: Snapshot) -> None:
    """The curves, with those of earlier runs."""
    by = st.segmented_control(
        "Against",
        ["steps", "seconds"],
        default="steps",
        required=True,
        key="train_axis",
        bind="query-params",
        label_visibility="collapsed",
    )
    vae = isinstance(snapshot.model, ae.VAE)
    points = job.history.points
    mark = snapshot.step if snapshot.step != job.step else None
    figure = figures.curves(points, list(desk.ghosts), str(by), job.probe.floor, job.probe.mean_line, vae, mark)
    first, last = points[0].test, points[-1].test
    st.plotly_chart(
        figure,
        key="train_curves",
        alt=f"Reconstruction on test digits over {points[-1].step} steps: from {nats(first['reconstruction'], 0)} to "
        f"{nats(last['reconstruction'], 0)} nats"
        + (f"; KL from {first['kl']:.1f} to {last['kl']:.1f}" if vae else "")
        + (f". Earlier runs in grey: {'; '.join(ghost.label for ghost in desk.ghosts)}." if desk.ghosts else "."),
    )


def pictures(job: Job, data: TrainingData, snapshot: Snapshot, reference: tuple[str, ae.Model] | None) -> None:
    """Eight test digits and what becomes of them; samples of a VAE; the map of a code of two numbers."""
    probe, model = job.probe, snapshot.model
    rows = probe.strip
    given = probe.given(job.sigma)[rows]
    lines: list[tuple[str, str, np.ndarray]] = [
        ("test digits" + (", noisy" if job.sigma else ""), "Eight test digits", given),
        (
            f"this run, step {snapshot.step:,}",
            f"What this run's model makes of them after {snapshot.step} steps",
            model.reconstruct(given),
        ),
    ]
    if reference:
        name, other = reference
        lines.append((f"shipped {name}", f"What the shipped {name} makes of them", other.reconstruct(given)))
    st.html(strip(lines, PICTURES_A_ROW))
    if isinstance(model, ae.VAE):
        st.markdown("**Sixteen samples**, always of the same codes, drawn from N(0, I):")
        st.html(strip([("", f"Sixteen samples after {snapshot.step} steps", probe.samples(model))], PICTURES_A_ROW))
    if model.latent_dim == 2:
        st.markdown("**The map**: each numeral is a test digit, at the two numbers of its code.")
        labels = probe.labels[:DIGITS_ON_MAP] if data.labelled else None
        st.plotly_chart(
            figures.codes_map(model.encode(probe.images[:DIGITS_ON_MAP]), labels),
            key="train_map",
            alt=f"The codes of {min(DIGITS_ON_MAP, len(probe.images))} test digits after {snapshot.step} steps",
        )
