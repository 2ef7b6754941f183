"""Arrays in, pictures out: PNG data for enlarged digits, codes and error maps, and Plotly figures. No Streamlit here.

Digits are enlarged by repeating pixels, so that a pixel stays a square. Blue is an autoencoder and vermilion a VAE
everywhere (two colours that colour-blind people tell apart); lines differ by dash and marker as well.
"""

import base64
import io

import numpy as np
import plotly.graph_objects as go
from PIL import Image, ImageColor

import autoencoders as ae
from autoencoders.recipes import REPORT_NOISE

BLUE, VERMILION = "#0072B2", "#D55E00"
COLORS = {"mlp": BLUE, "conv": "#009E73", "twin": "#56B4E9", "vae": VERMILION}
SYMBOLS = {"mlp": "circle", "conv": "diamond", "twin": "triangle-up", "vae": "square"}


def grey(image: np.ndarray) -> np.ndarray:
    """A `(28, 28, 1)` image as uint8 `(28, 28)`; what lies outside [0, 1] is clipped."""
    return np.asarray((np.clip(image[..., 0], 0.0, 1.0) * 255).round().astype(np.uint8))


def error_map(clean: np.ndarray, output: np.ndarray) -> np.ndarray:
    """Output minus clean as RGB `(28, 28, 3)`: white none, blue where ink is missing, red where there is too much."""
    error = np.clip((output - clean)[..., 0], -1.0, 1.0)[..., None]
    blue, red, white = (np.array(rgb, dtype=np.float64) for rgb in ((33, 102, 172), (178, 24, 43), (247, 247, 247)))
    return np.asarray((white + np.abs(error) * (np.where(error > 0, red, blue) - white)).round().astype(np.uint8))


def code_strip(code: np.ndarray, color: str = BLUE, height: int = 56) -> np.ndarray:
    """The code as a strip of bars about a middle line, RGBA `(height, width, 4)`; the longest bar fills its half."""
    each = max(2, 200 // len(code))
    half = height // 2
    strip = np.zeros((height, each * len(code), 4), dtype=np.uint8)
    lengths = np.round(np.abs(code) / max(float(np.abs(code).max()), 1e-6) * (half - 1)).astype(int)
    for i, (value, length) in enumerate(zip(code, lengths, strict=True)):
        columns = slice(i * each, (i + 1) * each - (1 if each > 2 else 0))
        rows = slice(half - length, half) if value > 0 else slice(half, half + length)
        strip[rows, columns] = (*ImageColor.getrgb(color), 255)
    strip[half - 1 : half + 1] = (128, 128, 128, 255)
    return strip


def wall(images: np.ndarray, columns: int, gap: int = 1) -> np.ndarray:
    """`(n, 28, 28, 1)` images as one uint8 picture, row after row, with `gap` grey pixels between them."""
    rows = -(-len(images) // columns)
    picture = np.full((rows * (28 + gap) - gap, columns * (28 + gap) - gap), 96, dtype=np.uint8)
    for i, image in enumerate(images):
        top, left = (i // columns) * (28 + gap), (i % columns) * (28 + gap)
        picture[top : top + 28, left : left + 28] = grey(image)
    return picture


def png(image: np.ndarray, scale: int = 1) -> bytes:
    """PNG data of a uint8 image `(h, w)`, `(h, w, 3)` or `(h, w, 4)`, each pixel enlarged to scale × scale."""
    buffer = io.BytesIO()
    Image.fromarray(image.repeat(scale, axis=0).repeat(scale, axis=1)).save(buffer, "PNG")
    return buffer.getvalue()


def data_url(image: np.ndarray, scale: int = 1) -> str:
    """The same as a `data:` address, for an `img` element."""
    return "data:image/png;base64," + base64.b64encode(png(image, scale)).decode()


def color_of(row: ae.Variant) -> str:
    """The colour of a variant's family."""
    return COLORS[row.family]


def noise_figure(curves: dict[str, np.ndarray], sigmas: np.ndarray, rows: list[ae.Variant], sigma: float) -> go.Figure:
    """PSNR against σ: a line a model, the noisy input's own in grey, the report's σ marked, the chosen σ as a line."""
    figure = go.Figure()
    figure.add_scatter(
        x=sigmas, y=curves["input"], name="the noisy input itself", mode="lines", line={"color": "#888888", "width": 5}
    )
    for row in rows:
        figure.add_scatter(
            x=sigmas,
            y=curves[row.name],
            name=row.title,
            mode="lines+markers",
            line={
                "color": color_of(row),
                "dash": "dot" if row.recipe.name == "assignment" else "dash" if row.noise else "solid",
            },
            marker={
                "symbol": SYMBOLS[row.family] + ("" if row.latent_dim == 10 else "-open"),
                "size": 8,
                "maxdisplayed": 9,
            },
        )
    figure.add_vline(
        x=REPORT_NOISE,
        line_dash="dot",
        line_color="#888888",
        annotation_text="σ = 20/255: what the denoisers were trained on",
        annotation_position="top right",
    )
    if sigma:
        figure.add_vline(x=sigma, line_color="#888888", line_width=1)
    highest = max(float(np.max(curve[np.isfinite(curve)])) for name, curve in curves.items() if name != "input")
    figure.update_layout(
        xaxis_title="σ of the noise",
        yaxis_title="PSNR against the clean digit, dB",
        yaxis_range=[-1, max(24.0, highest) + 3],
        legend={"orientation": "h", "yanchor": "top", "y": -0.2, "x": 0},
        margin={"l": 50, "r": 10, "t": 30, "b": 10},
        height=460,
        hovermode="x unified",
    )
    figure.update_yaxes(hoverformat=".1f")
    return figure
