"""Lesson: a model learns while one watches, and one changes what it is told."""

from collections.abc import Callable
from functools import partial

import streamlit as st

import autoencoders as ae
from autoencoders.export import keras_networks
from autoencoders.keras_training import keras_ae, keras_vae, keras_vae_step
from autoencoders.optimizers import OPTIMIZERS
from autoencoders.training import compiled_block
from ui import cached, memory, own_models
from ui.aside.source import inside, show_source
from ui.classroom.asking import arrive, asking
from ui.classroom.make_lesson import make_lesson
from ui.classroom.parts import choose_parts, part
from ui.crowd import server
from ui.crowd.presses import press_button, taken
from ui.crowd.shares import IN_LINK
from ui.frame import frame, lesson_of, opening
from ui.input.pick import data_note
from ui.train import widgets, words
from ui.train.choices import SCRATCH, Choices, initial, shipped
from ui.train.data import chosen
from ui.train.desk import Desk
from ui.train.follow import follow
from ui.train.job import Job
from ui.train.panel import more, panel, scrubber
from ui.train.playback import playback
from ui.train.presets import PRESETS, matching
from ui.train.takeaway import loader
from ui.train.tasks import CURVES, TASKS, Scene
from ui.train.watch import share_button, watching
from ui.visitor import visitor

frame(lesson_of("pages/train.py"))

choose_parts("pages/train.py", list(words.PARTS))
opening("Train one live", words.PROMISE, lesson="train")

if code := st.query_params.get(IN_LINK):
    watching(code)
    st.stop()

arrive(TASKS)
asked = asking(TASKS)
top = st.container()
left, right = st.columns([3, 2], gap="medium")
more_place, below = st.container(), st.container()
with below, part("choices"):
    st.subheader("Choose for a new run")
    recipes_place = st.container()
    one, two = st.columns(2, gap="large")
    with one:
        net = widgets.network()
    with two:
        rule = widgets.rule()
    loader()
    widgets.axis()
with right, part("dials"):
    dials = widgets.dials(net["kind"] == "VAE")
choices = Choices(**net, **rule, **dials)  # type: ignore[arg-type]
with below:
    given = chosen(choices.data)
    data_note()

if given is None:
    st.stop()
data = given
try:
    start = None if choices.start == SCRATCH else own_models.model(choices.start)
    reference = (name, cached.model(name)) if (name := shipped(choices)) else None
except ae.WeightsError as fault:
    st.warning(str(fault), icon=":material/error:")
    start = reference = None

desk: Desk = st.session_state.setdefault("train_desk", Desk())
memory.hold(desk)
desk.ghosts.extend(st.session_state.pop("train_curves_loaded", []))
setup = (choices.setup, data.dataset.name, id(data.material))


def new_run() -> None:
    """Lay an untrained run with the present choices on the desk; the curve of the one before it stays as a ghost."""
    model = initial(choices, start)
    desk.put(
        Job(
            model,
            data.material,
            choices.recipe,
            server.pool(),
            server.seats(),
            server.shelf(),
            choices.seed,
            visitor(),
            private=choices.start in own_models.private(),
        ),
        choices.label,
        setup,
    )


def play(steps: int | None = None) -> None:
    """Train on, or begin the run that the choices ask for."""
    if desk.setup != setup:
        new_run()
    assert desk.job is not None
    desk.job.play(steps)


if desk.job is None or desk.job.gone or (desk.setup != setup and not desk.job.step and not desk.job.wanted):
    new_run()
job = desk.job
assert job is not None
if job.gone:
    st.error(words.NO_ROOM, icon=":material/inventory_2:")
    st.stop()
changed = desk.setup != setup
if not changed:
    desk.label, desk.choices, desk.query = choices.label, choices, widgets.in_link()
    job.rate, job.beta, job.sigma, job.steps = choices.rate, choices.beta, choices.noise, choices.steps

with top:
    with st.container(horizontal=True, gap="xxsmall"):
        # Buttons answer in this run, not by callbacks: those would know only the choices of the run before.
        acts: dict[str, Callable[[], None]] = {}

        def offer(label: str, key: str, act: Callable[[], None], disabled: bool = False, **look: str | None) -> None:
            press_button(label, key, disabled=disabled, **look)
            if not disabled:
                acts[key] = act

        if job.wanted and not changed:
            offer("Pause", "train_pause", job.pause, icon=":material/pause:", type="primary")
        else:
            done = job.state == "finished" and not changed
            label, told = "Play the new choices" if changed else "Play", words.ALL_STEPS_MADE if done else None
            offer(label, "train_play", play, done, icon=":material/play_arrow:", type="primary", help=told)
        busy = not job.at_rest
        epoch = -(-len(data.dataset.train_images) // choices.batch)
        once = f"Once through the data: {epoch:,} steps of {choices.batch}."
        offer("One step", "train_step", partial(play, 1), busy)
        offer("One epoch", "train_epoch", partial(play, epoch), busy, help=once)
        offer("Reset", "train_reset", new_run, not job.step)
        if act := acts.get(taken("train_pause", "train_play", "train_step", "train_epoch", "train_reset")):
            act()
            st.rerun()
    if changed:
        st.info(words.CHANGED, icon=":material/change_circle:")
scene = Scene(job, desk.choices or choices, tuple(desk.ghosts), desk.reader, desk.label, changed)
follow(asked, scene)
asked.judge(scene)
with left:
    panel(desk, asked, scene)
    scrubber(job)
    playback(job, data.labelled, asked)
with right, part("watch"):
    share_button(desk)
with recipes_place:
    st.selectbox(
        "Recipes to start from",
        [preset.name for preset in PRESETS],
        index=None,
        placeholder="Choose a recipe",
        key="train_preset",
        on_change=widgets.apply_preset,
        width=340,
    )
    if preset := matching(choices):
        st.markdown(f":material/visibility: **{preset.name}.** {preset.watch}")
with more_place, part("more"):
    more(desk, data, reference, choices, asked)

with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
    if not asked.veils(CURVES):  # it says what too large a rate does
        st.markdown(words.EXPLANATION)
with st.container(horizontal=True):
    make_lesson(words.PARTS, TASKS, run=job.step > 0)

kind = ae.VAE if choices.kind == "VAE" else ae.Autoencoder
with part("code"):
    show_source(
        "Show the code behind a step",
        "train_source",
        lambda: {
            "one step": [inside(compiled_block, "gradient_step")],
            "the loss": [kind.terms, kind.objective],
            "the optimizer": [OPTIMIZERS[choices.recipe.optimizer].update],
            "as Keras layers": [keras_networks],
            "the training in Keras": [keras_vae_step, keras_vae] if kind is ae.VAE else [keras_ae],
        },
    )
