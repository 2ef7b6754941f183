"""One digit turned into another, three ways at once: pixel by pixel, and along the codes of an AE and of a VAE.

Arrays and HTML only, no Streamlit here.
"""

from dataclasses import dataclass
from html import escape

import numpy as np

import autoencoders as ae
from autoencoders import latent
from autoencoders.networks import PIXELS

from .figures import BLUE, VERMILION, data_url, grey

PATHS = {"straight": latent.line, "spherical": latent.arc}

STYLE = """
<style>
.blend {margin-bottom:0.9rem; border-left:6px solid var(--family); padding-left:0.6rem}
.blend p {margin:0 0 0.3rem; font-weight:600}
.blend p small {font-weight:400; opacity:0.75}
.blend div {display:flex; gap:2px}
.blend img {image-rendering:pixelated; width:calc((100% - 2px * (var(--frames) - 1)) / var(--frames));
            max-width:84px; aspect-ratio:1; box-sizing:border-box; border:2px solid transparent}
.blend img.far {border-color:#E69F00}
.blend img.now {outline:2px dashed currentColor; outline-offset:1px}
</style>
"""


@dataclass(frozen=True)
class Blend:
    """One way from digit to digit: its title and colour, and its frames `(n, 28, 28, 1)` in [0, 1]."""

    title: str
    color: str
    frames: np.ndarray


def blend(start: np.ndarray, end: np.ndarray, path: str, steps: int, twin: ae.Model, vae: ae.Model) -> list[Blend]:
    """The three ways from `start` to `end`, both `(28, 28, 1)`: pixels mixed, and codes mixed and decoded.

    Pixels always go straight; `path` ("straight" or "spherical") is how the codes go.
    """
    pair = np.stack([start, end])
    mixed = latent.line(pair[0].ravel(), pair[1].ravel(), steps).reshape(-1, 28, 28, 1)
    ways = [Blend("Pixels, mixed", "#888888", mixed)]
    for title, color, model in (
        ("AE: codes mixed, then decoded", BLUE, twin),
        ("VAE: codes mixed, then decoded", VERMILION, vae),
    ):
        codes = model.encode(pair)
        ways.append(Blend(title, color, model.decode(PATHS[path](codes[0], codes[1], steps))))
    return ways


def distances(frames: np.ndarray, digits: np.ndarray, squares: np.ndarray) -> np.ndarray:
    """How far each frame is from the nearest digit: root mean square over the pixels, `(n,)`, 0 to 1.

    `digits` are uint8 `(m, 28, 28, 1)` and `squares` their `squared_lengths`; they are read in parts, so that no float
    copy of a whole data set is made.
    """
    flat = 255 * frames.reshape(len(frames), -1).astype(np.float32)
    nearest = np.full(len(frames), np.inf)
    for i in range(0, len(digits), 5000):
        products = flat @ digits[i : i + 5000].reshape(-1, PIXELS).astype(np.float32).T
        nearest = np.minimum(nearest, (squares[i : i + 5000] - 2 * products).min(axis=1))
    return np.asarray(np.sqrt(np.maximum(nearest + (flat**2).sum(axis=1), 0) / PIXELS) / 255)


def squared_lengths(digits: np.ndarray) -> np.ndarray:
    """The sum of the squared grey levels (0 to 255) of each uint8 digit, `(m,)` float32."""
    return np.asarray(np.einsum("mp,mp->m", *[digits.reshape(-1, PIXELS)] * 2, dtype=np.int32), dtype=np.float32)


def blend_rows(ways: list[Blend], far: list[np.ndarray], now: int) -> str:
    """The three strips as HTML: in each, the frame that is furthest from any digit framed, and the frame `now` dashed."""
    return STYLE + "".join(_row(way, distance, now) for way, distance in zip(ways, far, strict=True))


def _row(way: Blend, distance: np.ndarray, now: int) -> str:
    furthest = int(distance.argmax())
    pictures = "".join(
        f"<img class='{' '.join(['far'] * (i == furthest) + ['now'] * (i == now))}' src='{data_url(grey(frame))}' "
        f"alt='{escape(way.title)}, frame {i + 1} of {len(way.frames)}, {distance[i]:.2f} from the nearest digit'>"
        for i, frame in enumerate(way.frames)
    )
    return (
        f"<div class='blend' style='display:block; --family:{way.color}; --frames:{len(way.frames)}'><p>{escape(way.title)} "
        f"<small>furthest from any digit: frame {furthest + 1}, at {distance[furthest]:.2f}</small></p>"
        f"<div>{pictures}</div></div>"
    )
