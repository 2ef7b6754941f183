"""An upload is read beside the page; what is no set is a sentence, also where it was left in the middle."""

import io
import zipfile

import pytest
from PIL import Image

from ui.train.reading import READING, reading


@pytest.fixture(scope="module")
def pngs(synthetic):
    """A zip of 60 pictures."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for i, image in enumerate(synthetic.test_images[:60, ..., 0]):
            file = io.BytesIO()
            Image.fromarray(image).save(file, "PNG")
            archive.writestr(f"{i}.png", file.getvalue())
    return buffer.getvalue()


def test_a_set_is_read(pngs):
    one = reading(pngs)
    assert one.wait(60)
    assert one.result is not None
    assert (one.fault, one.share) == ("", 1)
    assert "60 pictures" in one.result.words


def test_what_is_no_set_is_a_sentence():
    one = reading(b"hello")
    assert one.wait(20)
    assert one.result is None
    assert "neither a .zip" in one.fault


def test_one_that_is_left_says_so(pngs):
    """The reader of sets makes sentences of what goes wrong in it, and must not make one of this."""
    one = reading(pngs)
    one.stop()
    one._thread.join(20)
    assert one.fault == READING.left
