"""Arrays to pictures: sizes, colours, and that enlarged pixels stay sharp."""

import io

import numpy as np
import pytest
from PIL import Image

import autoencoders as ae
from ui import controls, figures, takeaway


def test_enlarging_repeats_pixels(synthetic):
    image = synthetic.test_images[0, ..., 0]
    enlarged = np.asarray(Image.open(io.BytesIO(figures.png(image, 5))))
    assert enlarged.shape == (140, 140)
    for i in range(5):
        np.testing.assert_array_equal(enlarged[i::5, 4 - i :: 5], image)


def test_the_error_map_is_white_blue_and_red():
    clean, output = np.zeros((28, 28, 1)), np.zeros((28, 28, 1))
    clean[0, 0], output[1, 1] = 1, 1
    shown = figures.error_map(clean, output).astype(int)
    assert tuple(shown[5, 5]) == (247, 247, 247)
    assert shown[0, 0, 2] > shown[0, 0, 0] + 100
    assert shown[1, 1, 0] > shown[1, 1, 2] + 100


@pytest.mark.parametrize("d", [1, 2, 10, 100])
def test_a_code_strip_has_a_bar_for_every_number(d):
    code = np.linspace(-1, 1, d) + 0.01
    strip = figures.code_strip(code)
    half = len(strip) // 2
    each = strip.shape[1] // d
    above = np.asarray(strip[: half - 1, ..., 3].any(axis=0))
    below = np.asarray(strip[half + 1 :, ..., 3].any(axis=0))
    for i in np.flatnonzero(np.abs(code) > 0.1 * np.abs(code).max()):
        assert above[i * each] == (code[i] > 0)
        assert below[i * each] == (code[i] < 0)
    assert figures.code_strip(np.zeros(d)).shape == strip.shape


def test_the_contact_sheet_holds_every_row(synthetic):
    digit = synthetic.test_images[0].astype(np.float32) / 255
    rows = [(f"model {i}", digit, "PSNR 20.0 dB") for i in range(3)]
    sheet = np.asarray(Image.open(io.BytesIO(takeaway.contact_sheet(digit, digit, rows))))
    np.testing.assert_array_equal(sheet[12:96:3, 12:96:3, 0], digit[..., 0] * 255)
    assert sheet.shape[0] == 4 * (84 + 12) + 12


def test_the_noise_figure_tells_lines_apart_without_colour():
    rows = [
        row
        for row in ae.VARIANTS
        if row.name in (*controls.STARTERS, "mlp-100", "mlp-10.assignment", "twin-10", "vae-20")
    ]
    sigmas = np.linspace(0, 1, 11)
    curves = {row.name: np.full(11, 15.0) for row in rows} | {"input": np.array([np.inf, *range(30, 20, -1)])}
    figure = figures.noise_figure(curves, sigmas, rows, 0.3)
    assert len(figure.data) == len(rows) + 1
    look = {(trace.line.dash, trace.marker.symbol) for trace in figure.data}
    assert len(look) == len(figure.data)
    assert any("20/255" in note.text for note in figure.layout.annotations)
