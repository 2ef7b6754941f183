"""What one sees of a training: where it stands, its curves, what it makes of eight digits, its map, its samples.

A fragment shows the panel and looks again every moment while the run is at work; that look is also what keeps it so.
"""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

import autoencoders as ae
from autoencoders.networks import PIXELS
from autoencoders.scores.judge import Judge
from autoencoders.scores.readings import readings, row_marks, wall_look

from .. import cached, computed
from ..browser.marks import DIGITS, legend, marks
from ..charts import chart
from ..classroom.asking import Asking
from ..looked_at import tell_of
from ..strips import counted
from ..warm import start_workers
from ..words import READ_IN_CORNER
from . import figures, words
from .choices import Choices
from .data import TrainingData
from .desk import Desk
from .follow import arrived
from .history import Snapshot
from .job import Job
from .pictures import strip
from .reader import OF_DIGITS
from .takeaway import takeaway
from .tasks import COPIES, CURVES, Scene

LOOK_SECONDS = 0.5
"""How often the page looks at a run at work: often enough to watch; each look draws everything anew."""

LINE_SECONDS = 2.0
"""How often it looks while the run is in line: only the sentence that says so is sent again."""

NO_NEWS = ("waiting", "preparing")
"""States in which nothing but the state can change."""

DIGITS_ON_MAP = 300
"""Test digits on the map: more numerals would cover each other."""

PICTURES_A_ROW = 8
"""Digits in a row of a strip."""


def panel(desk: Desk, asked: Asking, scene: Scene) -> None:
    """Show the run on the desk but for what a question hides, and look again while it is at work; at rest nobody looks, and it
    costs nothing.

    Until its first step is made only its state is looked at: drawing the same again and again would take from the
    compilation half of the time that it needs.
    """
    job = desk.job
    assert job is not None
    start_workers()
    if (state := job.state) in NO_NEWS:
        st.fragment(_wait, run_every=LINE_SECONDS if state == "waiting" else LOOK_SECONDS)(job, state)
        _draw(desk, job, asked)
        return
    st.fragment(_panel, run_every=None if job.at_rest else LOOK_SECONDS)(desk, asked, scene)


def more(
    desk: Desk, data: TrainingData, reference: tuple[str, ae.Model] | None, choices: Choices, asked: Asking
) -> None:
    """What has no room beside the dials: the way back, the losses in words, samples, map, and what one takes away.

    What a question hides is left out here: the frame that stands for it is above.
    """
    job = desk.job
    assert job is not None
    at_work = job.state not in NO_NEWS and not job.at_rest
    st.fragment(_more, run_every=LOOK_SECONDS if at_work else None)(job, data, reference, asked)
    if job.step and job.at_rest:
        snapshot = shown(job)
        found = computed.run_scores(job.number, snapshot.step, snapshot.model, data.dataset)
        # A VAE's reconstruction is that of a draw, as in training; an AE's card has it per pixel alone.
        whole = {"reconstruction": found["test_bce_per_pixel"] * PIXELS} | found
        terms = {name: whole[name] for name in snapshot.point.test}
        if not asked.hides(CURVES):
            shared = data.dataset is cached.dataset()
            said = words.on_all(in_words(terms), len(data.dataset.test_images), snapshot.step, shared)
            st.markdown(tell_of(data.dataset, said))
        takeaway(job, snapshot, choices, data.dataset)


def _panel(desk: Desk, asked: Asking, scene: Scene) -> None:
    job = desk.job
    assert job is not None
    job.beat()
    before, st.session_state.train_at_rest = st.session_state.get("train_at_rest", True), job.at_rest
    if job.at_rest and not before:
        st.rerun()  # the buttons around the panel change, and nobody need look any more
    if not job.at_rest and arrived(asked, scene):
        st.rerun()  # the answer to the question is measured anew
    status(job, desk.audience.count)
    _draw(desk, job, asked)


def _wait(job: Job, before: str) -> None:
    job.beat()
    if job.state != before:
        st.session_state.train_at_rest = job.at_rest
        st.rerun()
    status(job)


def _draw(desk: Desk, job: Job, asked: Asking) -> None:
    snapshot, without_curves = shown(job), asked.veils(CURVES)
    if not without_curves:
        curves(desk, job, snapshot)
    if not asked.hides(COPIES):
        digits(job, snapshot)
    elif not without_curves:
        asked.veil()


def _more(job: Job, data: TrainingData, reference: tuple[str, ae.Model] | None, asked: Asking) -> None:
    snapshot = shown(job)
    if not asked.hides(CURVES):
        losses(job, snapshot)
    if not asked.hides(COPIES):
        pictures(job, snapshot, data.names if data.labelled else (), reference)


def status(job: Job, watchers: int = 0) -> None:
    """Where the run stands, in one line, and how many others watch; what stopped it, in one sentence.

    Gone back, it is about the step gone back to.
    """
    point = shown(job).point
    rate = f", {point.step / point.seconds:,.0f} steps/s" if point.seconds > 0.5 else ""
    state = job.state
    if state in ("diverged", "failed"):
        st.error(words.stopped(job.trouble, job.step), icon=":material/warning:")
    elif point.step != job.step:
        st.markdown(f"{words.looked_at(point.step, job.step)}: {point.seconds:.1f} s")
    elif state in ("new", "waiting", "preparing"):
        st.markdown(words.STATES[state].format(place=job.seats.place(job), seconds=words.wait(job.seats.wait(job))))
    else:
        if job.moved_at is not None:
            st.markdown(words.moved(job.moved_at))
        others = f". {words.watchers(watchers)}" if watchers else ""
        st.markdown(
            f"{words.STATES[state]}: step **{point.step:,}** of {job.steps:,}, {point.seconds:.1f} s{rate}{others}"
        )


def losses(job: Job, snapshot: Snapshot) -> None:
    """The losses of this snapshot, in a sentence."""
    probe = job.probe
    said = words.on_test_digits(in_words(snapshot.point.test), probe.mean_line, probe.floor, len(probe.images))
    st.markdown(tell_of(job.material.dataset, said))


def in_words(terms: Mapping[str, float]) -> str:
    """The terms of a loss, each with its value, as a sum."""
    return " + ".join(f"{'KL' if name == 'kl' else name} **{nats(value)}**" for name, value in terms.items())


def nats(value: float, digits: int = 1) -> str:
    """A loss in words; one that has exploded as a power of ten."""
    return f"{value:,.{digits}f}" if value < 1e6 else f"{value:.0e}"


def scrubber(job: Job) -> None:
    """The way back: a slider through all snapshots that were kept, while the run rests."""
    snapshots = job.history.snapshots
    if job.at_rest and len(snapshots) > 1:
        steps = [snapshot.step for snapshot in snapshots]
        st.select_slider("Go back to step", steps, steps[-1], format_func=lambda step: f"{step:,}", key=_scrub_key(job))


def shown(job: Job) -> Snapshot:
    """The snapshot that the visitor has gone back to; the last where that is none."""
    snapshots = job.history.snapshots
    step = st.session_state.get(_scrub_key(job)) if job.at_rest else None
    return next((snapshot for snapshot in snapshots if snapshot.step == step), snapshots[-1])


def _scrub_key(job: Job) -> str:
    return f"train_scrub_{job.number}_{job.step}_{len(job.history.snapshots)}"


def curves(desk: Desk, job: Job, snapshot: Snapshot) -> None:
    """The curves, with those of earlier runs."""
    by = st.session_state.get("train_axis", "steps")
    vae = isinstance(snapshot.model, ae.VAE)
    points = job.history.points
    mark = snapshot.step if snapshot.step != job.step else None
    tell = partial(tell_of, job.material.dataset)
    figure = figures.curves(points, list(desk.ghosts), str(by), job.probe.floor, job.probe.mean_line, vae, mark, tell)
    first, last = points[0].test, points[-1].test
    chart(
        figure,
        key="train_curves",
        alt=tell(
            f"Reconstruction on test digits over {points[-1].step} steps: from {nats(first['reconstruction'], 0)} to "
        )
        + f"{nats(last['reconstruction'], 0)} nats"
        + (f"; KL from {first['kl']:.1f} to {last['kl']:.1f}" if vae else "")
        + (f"; marked: step {mark:,}" if mark is not None else "")
        + (f". Earlier runs in grey: {'; '.join(ghost.label for ghost in desk.ghosts)}." if desk.ghosts else "."),
    )


def digits(job: Job, snapshot: Snapshot) -> None:
    """Eight test digits and what becomes of them."""
    given = job.probe.given(job.sigma)[job.probe.strip]
    made = snapshot.model.reconstruct(given)
    of_given, of_made = readings(judge(job), [given, made])
    lines = [
        ("in" + (", noisy" if job.sigma else ""), tell_of(job.material.dataset, f"Eight test digits{of_given}"), given),
        (
            f"step {snapshot.step:,}",
            f"What this run's model makes of them after {snapshot.step} steps{of_made}",
            made,
        ),
    ]
    st.html(strip(lines, PICTURES_A_ROW, [row_marks(of_given, of_given), row_marks(of_made, of_given)]))


def judge(job: Job) -> Judge | None:
    """Who reads the pictures of this run, where they are digits."""
    return cached.judge_if_here() if job.material.dataset.name in OF_DIGITS else None


def pictures(job: Job, snapshot: Snapshot, names: Sequence[str], reference: tuple[str, ae.Model] | None = None) -> None:
    """The shipped model on the same digits; samples of a VAE; the map of a code of two numbers, by classes of these names."""
    probe, model = job.probe, snapshot.model
    if judge(job):
        st.caption(READ_IN_CORNER)
    if reference:
        name, other = reference
        given = probe.given(job.sigma)[probe.strip]
        made = other.reconstruct(given)
        of_given, of_made = readings(judge(job), [given, made])
        alt = f"What the shipped {name} makes of them{of_made}"
        st.html(strip([(f"shipped {name}", alt, made)], PICTURES_A_ROW, [row_marks(of_made, of_given)]))
    if isinstance(model, ae.VAE):
        st.markdown("**Sixteen samples**, always of the same codes, drawn from N(0, I):")
        samples = probe.samples(model)
        read, marked = wall_look(judge(job), samples)
        alt = f"Sixteen samples after {snapshot.step} steps{read}"
        st.html(strip([("", alt, samples)], PICTURES_A_ROW, [counted(read)], marked))
    if model.latent_dim == 2:
        tell, each = partial(tell_of, job.material.dataset), "numeral" if names == DIGITS else "mark"
        st.markdown(tell(f"**The map**: each {each} is a test digit, at the two numbers of its code.") + legend(names))
        labels = probe.labels[:DIGITS_ON_MAP] if names else None
        chart(
            figures.codes_map(model.encode(probe.images[:DIGITS_ON_MAP]), labels, marks(names)),
            key="train_map",
            alt=tell(f"The codes of {min(DIGITS_ON_MAP, len(probe.images))} test digits after {snapshot.step} steps"),
        )
