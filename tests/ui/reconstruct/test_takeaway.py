"""What a visitor takes away from the lesson on reconstruction holds what it should."""

import io

import numpy as np
from PIL import Image

from ui.reconstruct import takeaway


def test_the_contact_sheet_holds_every_row(synthetic):
    digit = synthetic.test_images[0].astype(np.float32) / 255
    rows = [(f"model {i}", digit, "PSNR 20.0 dB") for i in range(3)]
    sheet = np.asarray(Image.open(io.BytesIO(takeaway.contact_sheet(digit, digit, rows))))
    np.testing.assert_array_equal(sheet[12:96:3, 12:96:3, 0], digit[..., 0] * 255)
    assert sheet.shape[0] == 4 * (84 + 12) + 12
