"""What a visitor takes away from a blend: an animated GIF, and a strip of all frames. No Streamlit here."""

import io

import numpy as np
from PIL import Image

from ..pictures import grey, png

FRAME_MILLISECONDS = 200
"""How long the GIF shows a frame: slow enough to follow a stroke, and browsers slow down what is under 20."""

ANIMATION_SCALE, STRIP_SCALE = 4, 3
"""Pixels of the file for each pixel of a digit."""


def strip(ways: list[np.ndarray], scale: int = STRIP_SCALE) -> bytes:
    """A PNG with a row for each way `(n, 28, 28, 1)`, frame beside frame."""
    rows = [np.concatenate([grey(frame) for frame in frames], axis=1) for frames in ways]
    return png(np.concatenate(rows, axis=0), scale)


def animation(ways: list[np.ndarray], scale: int = ANIMATION_SCALE, milliseconds: int = FRAME_MILLISECONDS) -> bytes:
    """A GIF that loops, the ways side by side: as many frames as each way has, all `(n, 28, 28, 1)`."""
    frames = [np.concatenate([grey(way[i]) for way in ways], axis=1) for i in range(len(ways[0]))]
    # A corner pixel that alternates: Pillow would otherwise merge neighbours that look the same.
    pictures = []
    for i, frame in enumerate(frames):
        large = frame.repeat(scale, axis=0).repeat(scale, axis=1)
        large[0, 0] = i % 2
        pictures.append(Image.fromarray(large))
    buffer = io.BytesIO()
    pictures[0].save(
        buffer, "GIF", save_all=True, append_images=pictures[1:], duration=milliseconds, loop=0, optimize=False
    )
    return buffer.getvalue()
