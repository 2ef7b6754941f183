"""Lesson: how many numbers a digit needs, by hundreds of trainings with codes of 2 to 100 numbers."""

import streamlit as st

from autoencoders.networks import PIXELS
from autoencoders.sweep.spread import curve, grid, level
from autoencoders.sweep.table import CSV, PARQUET, SHIPPED, TableError
from ui import cached
from ui.aside.source import show_source, with_its_parts
from ui.charts import chart
from ui.classroom.asking import arrive, asking
from ui.classroom.make_lesson import make_lesson
from ui.classroom.parts import choose_parts, part
from ui.dimensions import figures, tables, words
from ui.dimensions.tasks import CURVES, MAP, RATES, TASKS, Scene
from ui.frame import frame, lesson_of, opening

frame(lesson_of("pages/dimensions.py"))

choose_parts("pages/dimensions.py", list(words.PARTS))
opening(words.TITLE, words.PROMISE, lesson="dimensions")
arrive(TASKS)
asked = asking(TASKS)

try:
    floor = cached.measured().get("scale", {}).get("floor")
    curves = {
        loss.column: {family: cached.curve(family, loss.column) for family in figures.NAMES}
        for loss in words.LOSSES.values()
    }
    grids = {measure: cached.grid(measure) for measure in tables.MEASURES}
    elbo = grids["negative_elbo"]
    if lacking := words.lacking(curves["mse"], elbo):
        raise TableError(lacking)
    asked.judge(Scene(curves["mse"], elbo, grids["active_units"], cached.elbo_level()))
except (TableError, ValueError) as fault:
    st.error(str(fault), icon=":material/error:")
    st.stop()

with part("distortion"):
    st.subheader("What is lost, by size of the code")
    if not asked.veils(CURVES):
        label = st.segmented_control(
            "What is lost",
            list(words.LOSSES),
            default=next(iter(words.LOSSES)),
            required=True,
            key="loss",
            bind="query-params",
            label_visibility="collapsed",
        )
        loss = words.LOSSES[label]
        shown = {family: tables.times(along, loss.per) for family, along in curves[loss.column].items()}
        chart(
            figures.distortion(shown, loss.unit, loss.form, floor if loss.per == PIXELS else None),
            "distortion",
            f"{label} against d. {tables.curves_in_words(shown, loss.unit, loss.digits)}",
        )
        st.caption(words.distortion(shown))

left, right = st.columns(2, gap="large")
with left, part("plane"):
    st.subheader("What a VAE's code costs and buys")
    if not asked.veils(RATES):
        chart(
            figures.plane(grids["kl"], grids["reconstruction"]),
            "plane",
            f"Reconstruction against KL, in nats. KL: {tables.grid_in_words(grids['kl'])}. "
            f"Reconstruction: {tables.grid_in_words(grids['reconstruction'])}",
        )
        st.caption(words.PLANE.format(far=figures.FAR_KL, most=figures.betas_of(elbo)[-1]))


def press() -> None:
    """The square that was pressed is the one whose numbers are shown."""
    points = st.session_state["elbo"].selection.points
    if points:
        d, beta = points[0]["customdata"]
        st.session_state["size"], st.session_state["weight"] = f"{d:g}", f"{beta:g}"


sizes, betas = figures.sizes_of(elbo), figures.betas_of(elbo)
with right, part("map"):
    st.subheader("−ELBO for every d and β")
    map_place = st.container()
with part("numbers"):
    if not asked.hides(MAP):
        with st.container(horizontal=True, gap="large"):
            size = st.segmented_control(
                "d", [f"{d}" for d in sizes], default="10", required=True, key="size", bind="query-params"
            )
            weight = st.segmented_control(
                "β", [f"{beta:g}" for beta in betas], default="1", required=True, key="weight", bind="query-params"
            )
        st.html(tables.numbers_of((int(size), float(weight)), grids))
with map_place:
    if not asked.veils(MAP):
        chosen = int(size), float(weight)
        chart(figures.elbo_map(elbo, chosen), "elbo", f"−ELBO in nats. {tables.grid_in_words(elbo)}", press)
        st.caption(words.MAP)

with part("explanation"), st.expander("What to make of it", icon=":material/lightbulb:"):
    if not asked.veils(CURVES, RATES, MAP):
        st.markdown(
            words.explanation(
                curves["test_bce_per_pixel"],
                curves["mse"],
                elbo,
                grids["kl"],
                grids["active_units"],
                floor,
                cached.elbo_level(),
            )
        )
with st.container(horizontal=True):
    for label, name, kind in (
        ("Every training (CSV)", CSV, "text/csv"),
        ("Every training (Parquet)", PARQUET, "application/vnd.apache.parquet"),
    ):
        st.download_button(
            label, (SHIPPED / name).read_bytes, f"latent-lab-{name}", kind, icon=":material/table:", on_click="ignore"
        )
    make_lesson(words.PARTS, TASKS)
with part("code"):
    show_source(
        "Show the code behind the charts",
        "source",
        lambda: {
            "Curves": with_its_parts(curve),
            "Grid": with_its_parts(grid),
            "What a seed changes": with_its_parts(level),
        },
    )
