"""Lesson: a model learns while one watches, and one changes what it is told."""

import inspect
from collections.abc import Callable
from functools import partial

import streamlit as st

import autoencoders as ae
from autoencoders import optimizers
from ui import (
    cached,
    own_models,
    training_choices,
    training_data,
    training_panel,
    training_presets,
    training_takeaway,
)
from ui.digit_input import data_note
from ui.frame import frame, lesson_of
from ui.jobs import Desk, Job
from ui.training_presets import Choices

frame(lesson_of("pages/train.py"))

st.title("Train one live")
st.markdown(
    "A model starts with random numbers and knows nothing. Each **step** shows it a handful of digits and moves all its numbers "
    "a little to where the loss is smaller. Press **Play** and watch; pause, go back, and change things while it runs."
)
st.info(
    "**Guess before you look:** how many steps until the first digit can be told from the others: ten, a hundred or a "
    "thousand? And which comes first, the right place of a stroke or its sharpness?",
    icon=":material/psychology_alt:",
)

top = st.container()
left, right = st.columns([3, 2], gap="large")
with right:
    st.subheader("Turn while it runs")
    dials_place = st.container()
    st.subheader("Choose for a new run")
    net = training_choices.network()
    with dials_place:
        dials = training_choices.dials(net["kind"] == "VAE")
    with st.expander("Optimizer, batch, length, seed"):
        rule = training_choices.rule()
    training_takeaway.loader()
    choices = Choices(**net, **rule, **dials)  # type: ignore[arg-type]
    given = training_data.chosen(choices.data)
    data_note()

if given is None:
    st.stop()
data = given
try:
    start = None if choices.start == training_presets.SCRATCH else own_models.model(choices.start)
    reference = (shipped, cached.model(shipped)) if (shipped := training_presets.shipped(choices)) else None
except ae.WeightsError as fault:
    st.warning(str(fault), icon=":material/error:")
    start = reference = None

desk: Desk = st.session_state.setdefault("train_desk", Desk())
setup = (choices.setup, data.dataset.name, id(data.probe))


def new_run() -> None:
    """Lay an untrained run with the present choices on the desk; the curve of the one before it stays as a ghost."""
    model = training_presets.initial(choices, start)
    desk.put(
        Job(model, data.dataset.train_images, choices.recipe, data.probe, cached.room(), choices.seed),
        choices.label,
        setup,
    )


def play(steps: int | None = None) -> None:
    """Train on, or begin the run that the choices ask for."""
    if desk.setup != setup:
        new_run()
    assert desk.job is not None
    desk.job.play(steps)


if desk.job is None or (desk.setup != setup and not desk.job.step and not desk.job.wanted):
    new_run()
job = desk.job
assert job is not None
changed = desk.setup != setup
if not changed:
    desk.label = choices.label
    job.rate, job.beta, job.sigma, job.steps = choices.rate, choices.beta, choices.noise, choices.steps

with top:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Recipes to start from",
            [preset.name for preset in training_presets.PRESETS],
            index=None,
            placeholder="Choose a recipe",
            key="train_preset",
            on_change=training_choices.apply_preset,
            width=340,
        )
        # Buttons answer in this run, not by callbacks: those would know only the choices of the run before.
        act: Callable[[], None] | None = None
        if job.wanted and not changed:
            if st.button("Pause", icon=":material/pause:", type="primary", key="train_pause"):
                act = job.pause
        else:
            done = job.state == "finished" and not changed
            if st.button(
                "Play the new choices" if changed else "Play",
                icon=":material/play_arrow:",
                type="primary",
                disabled=done,
                help="All steps are made. Stop after more of them, or reset." if done else None,
                key="train_play",
            ):
                act = play
        busy = not job.at_rest
        epoch = -(-len(data.dataset.train_images) // choices.batch)
        once = f"Once through the data: {epoch:,} steps of {choices.batch}."
        if st.button("One step", icon=":material/skip_next:", disabled=busy, key="train_step"):
            act = partial(play, 1)
        if st.button("One epoch", icon=":material/fast_forward:", disabled=busy, help=once, key="train_epoch"):
            act = partial(play, epoch)
        if st.button("Reset", icon=":material/restart_alt:", disabled=not job.step, key="train_reset"):
            act = new_run
        if act:
            act()
            st.rerun()
    if preset := training_presets.matching(choices):
        st.markdown(f":material/visibility: **{preset.name}.** {preset.watch}")
    if changed:
        st.info(
            "Your choices ask for a new run. **Play the new choices** starts it; the curve of this one stays, in grey.",
            icon=":material/change_circle:",
        )
with left:
    training_panel.panel(desk, data, reference, choices)

with st.expander("What to make of it", icon=":material/lightbulb:"):
    st.markdown(
        "- **First the mean, then the digits.** A model first learns what all digits share: black corners, grey in the middle. "
        "Only below the grey line does it tell one digit from another.\n"
        "- **Train and test go together** here, because the code is narrow: there is little room to learn digits by heart. "
        "With few pictures of your own and a large d they part.\n"
        "- **The KL rises while the reconstruction falls.** A VAE buys detail with nats of KL, and β is the price. At "
        "β = 20 nothing is worth buying.\n"
        "- **A rate is a step's length.** Too small and the curve lies flat; too large and it jumps, or leaves the "
        "range of numbers altogether. What is right differs by optimizer: Adadelta wants 1, Adam about 0.001.\n"
        "- **More steps beat a better network** for a long while. Compare the report's recipe with the converged one."
    )

if st.toggle("Show the code behind a step", key="source"):
    st.code(inspect.getsource(optimizers), language="python")
