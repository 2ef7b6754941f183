"""The widgets that lessons share, with stable keys: where a digit comes from, the noise, which models.

What a teacher wants to send (digit, σ, models) lives in the link. A drawing or a photo does not: it stays with the visitor,
and comes back when the visitor returns to it. The canvas reports after every stroke.
"""

from dataclasses import dataclass

import numpy as np
import streamlit as st

import autoencoders as ae

from . import cached
from .figures import REPORT_SIGMA

SOURCES = ["Draw", "Upload", "Camera", "Pick"]
SYSTEMS = tuple(row for row in ae.VARIANTS if row.recipe.name == "converged")
STARTERS = ["mlp-10", "conv-10", "mlp-denoise-10", "conv-denoise-10", "vae-10"]
TRAININGS = {"trained further": "", "as in the report": ".assignment"}  # -> what it adds to a name
SIGMAS = sorted([*(round(0.02 * i, 2) for i in range(51)), REPORT_SIGMA])
CANVAS = 280
FIRST = (
    8,
    785,
)  # class and number of the digit shown first: of MNIST's eights the one the models do closest to average on
DRAWING: dict[str, list[object]] = {"objects": []}


@dataclass(frozen=True)
class Given:
    """The digit that a lesson works on: `image` (28, 28, 1) in [0, 1], what it is in words, and how it came about."""

    image: np.ndarray
    words: str
    steps: tuple[ae.Step, ...] = ()


def digit_input() -> Given:
    """The four ways to give a digit. Until one of them has given something, the picked test digit stands in."""
    source = st.segmented_control(
        "Where the digit comes from",
        SOURCES,
        default="Draw",
        required=True,
        key="input",
        bind="query-params",
        label_visibility="collapsed",
    )
    if source == "Pick":
        return picked(with_widgets=True)
    given = {"Draw": drawn, "Upload": uploaded, "Camera": photographed}[source]()
    return given or picked(with_widgets=False)


def drawn() -> Given | None:
    """The digit on the canvas, or None while there is nothing on it."""
    from streamlit_drawable_canvas import st_canvas  # importing it outside a running app raises

    state = st.session_state
    if "canvas" not in state:  # it was away, or is new: it starts with what was drawn last
        state.drawing_start = state.get("drawing_now", DRAWING)
    state.setdefault("brush", 20)
    canvas = st_canvas(
        stroke_width=state.brush,
        stroke_color="#ffffff",
        background_color="#000000",
        width=CANVAS,
        height=CANVAS,
        initial_drawing=state.drawing_start,
        return_image_data=True,
        key="canvas",
    )
    drawing = canvas.json_data or DRAWING
    state.drawing_now = drawing
    strokes = drawing["objects"]
    with st.container(horizontal=True):
        st.button("Undo stroke", icon=":material/undo:", on_click=redraw, args=(strokes[:-1],), disabled=not strokes)
        st.button("Clear drawing", icon=":material/delete:", on_click=redraw, args=([],), disabled=not strokes)
    st.slider("Brush width", 8, 40, key="brush", persist_state="session", format="%d px")
    if canvas.image_data is not None:
        state.drawn = canvas.image_data
    if not strokes or "drawn" not in state:
        st.caption("Draw one digit with mouse, finger or pen.")
        return None
    return from_picture(state.drawn, "your drawing")  # the canvas itself says nothing until the next stroke


def redraw(strokes: list[dict[str, object]]) -> None:
    """Put these strokes on the canvas, in place of what is there."""
    st.session_state.drawing_start = {"objects": strokes}


def uploaded() -> Given | None:
    """The digit in an uploaded picture."""
    file = st.file_uploader(
        "A picture of one digit",
        ["png", "jpg", "jpeg", "webp", "gif", "bmp"],
        key="upload",
        help="PNG, JPEG, WebP, GIF or BMP, up to 5 MB. Dark ink on light paper or the other way round.",
    )
    return None if file is None else from_picture(file.getvalue(), "your picture")


def photographed() -> Given | None:
    """The digit that was held up to the camera."""
    photo = st.camera_input("A digit on paper, held up to the camera", key="camera")
    return None if photo is None else from_picture(photo.getvalue(), "your photo")


def from_picture(picture: object, words: str) -> Given | None:
    """The digit in a picture; a sentence on the page and None where there is none."""
    try:
        digit = ae.digit_from_picture(picture)
    except ae.PictureError as fault:
        st.error(str(fault), icon=":material/image_not_supported:")
        return None
    return Given(digit.image, words, digit.steps)


def picked(with_widgets: bool) -> Given:
    """A test digit, by its class and its number within the class; both live in the link."""
    rows = cached.rows_of_class()
    digit, number = (
        int(st.session_state.get(key, first)) for key, first in zip(("digit", "number"), FIRST, strict=True)
    )
    if with_widgets:
        digit = st.pills("Digit", list(range(10)), default=FIRST[0], required=True, key="digit", bind="query-params")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            number = st.number_input(
                "Which of them",
                0,
                799,
                FIRST[1],
                key="number",
                bind="query-params",
                help="The number within its class.",
            )
            st.button("Another", icon=":material/casino:", on_click=roll, args=("number", 800), key="roll_digit")
    images = cached.dataset()
    row = int(rows[digit][number % len(rows[digit])])
    return Given(images.test_images[row].astype(np.float32) / 255, f"test digit {digit}, no. {number}")


def data_note() -> None:
    """Say where the digits come from, where that is not MNIST."""
    if cached.dataset().name != "mnist":
        st.caption(
            ":material/info: MNIST is not on this machine, so the digits to pick are drawn by a program. The models were "
            "trained on MNIST all the same."
        )


def roll(key: str, end: int) -> None:
    """Throw the dice for a number below `end` and put it under this key."""
    before = st.session_state.get(key)
    faces = [face for face in range(end) if face != before]
    st.session_state[key] = int(np.random.default_rng().choice(faces))


def roll_picked() -> None:
    """Another test digit, of any class."""
    roll("digit", 10)
    roll("number", 800)


def noise_input() -> tuple[float, bool, int]:
    """σ, whether the noisy picture is clipped to [0, 1], and which draw of noise it is."""
    sigma = st.select_slider(
        "Noise: standard deviation σ, where 1 is the step from black to white",
        SIGMAS,
        value=0.0,
        format_func=lambda s: "20/255" if s == REPORT_SIGMA else f"{s:.2f}",
        key="sigma",
        bind="query-params",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button("The report's 20/255", on_click=choose, args=("sigma", REPORT_SIGMA), key="report_sigma")
        st.button("Fresh noise", icon=":material/casino:", on_click=roll, args=("draw", 1000), key="roll_noise")
        draw = st.number_input(
            "Noise draw",
            0,
            999,
            0,
            key="draw",
            bind="query-params",
            width=120,
            help="The same number gives the same noise, so that only what you change changes.",
        )
        clip = st.toggle(
            "Clip to [0, 1]",
            key="clip",
            bind="query-params",
            help="The report does not: noisy pixels may leave [0, 1].",
        )
    return float(sigma), bool(clip), int(draw)


def choose(key: str, value: object) -> None:
    """Set a widget to a value."""
    st.session_state[key] = value


def variant_picker() -> list[ae.Variant]:
    """The chosen variants, in the order of the zoo: every chosen system in every chosen training."""
    names = st.pills(
        "Models, and how many numbers their code has",
        [row.name for row in SYSTEMS],
        selection_mode="multi",
        default=STARTERS,
        key="models",
        bind="query-params",
    )
    trainings = st.pills(
        "Training",
        list(TRAININGS),
        selection_mode="multi",
        default=["trained further"],
        key="training",
        bind="query-params",
        help="As in the report: 4,000 steps of Adadelta (VAE: 30,000 of Adam, and twice the KL). "
        "Trained further: until more steps no longer help.",
    )
    wanted = {name + TRAININGS[training] for name in names for training in trainings}
    return [row for row in ae.VARIANTS if row.name in wanted]
