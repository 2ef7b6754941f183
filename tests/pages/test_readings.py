"""Text alternatives say what the judge reads in a picture, on every page that shows digits, and nothing without the judge."""

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

import autoencoders as ae
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.scores.readings import each_reading
from autoencoders.weights import WEIGHTS

ONE = r"; (read as \d, \d+ % sure|no clear digit: \d at \d+ %, \d at \d+ %)"
ROW = r"; read as (\d|unclear)(, (\d|unclear))+"
WALL = r"; (\d+ read as \d(, \d+ as \d)*(, \d+ unclear)?|\d+ unclear)"

PICTURE = re.compile("src='data:image/png;base64,([^']+)' alt='([^']+)'")

SHOWN = [
    ("app.py", {}, "The digit that goes in.*" + ONE, 2),
    ("app.py", {}, "What the (AE|VAE)'s decoder draws from the code" + ONE, 2),
    ("pages/reconstruct.py", {}, "The clean digit as the models see it: .*" + ONE, 1),
    ("pages/reconstruct.py", {}, "The same digit with noise of standard deviation .*" + ONE, 1),
    ("pages/reconstruct.py", {}, "What .* gives back" + ONE, 5),
    ("pages/reconstruct.py", {}, r"(Output of )?[\w ,=]+, PSNR .* dB" + ONE, 7),
    ("pages/vae.py", {}, "36 pictures that the (AE|VAE) draws .*" + WALL, 2),
    ("pages/vae.py", {"part": "Blend", "frames": "7"}, ".*frame . of 7, .* from the nearest digit" + ONE, 21),
    ("pages/vae.py", {"part": "Blend", "frames": "7"}, ".*, frame 4 of 7, enlarged" + ONE, 3),
    ("pages/objective.py", {}, "Eight test digits, as they go in" + ROW, 1),
    ("pages/objective.py", {"beta": "8"}, "The same eight digits given back, .*" + ROW, 2),
    ("pages/objective.py", {"beta": "8"}, "Sixteen pictures drawn from random codes, .*" + WALL, 2),
    ("pages/objective.py", {"topic": "Point or cloud"}, "Sixteen draws from the cloud of .*" + WALL, 3),
    ("pages/objective.py", {"topic": "Term by term"}, f".*{ONE}, and this draw decoded{ONE}", 1),
    ("pages/objective.py", {"topic": "The missing half"}, "The same eight digits given back, .*" + ROW, 3),
    ("pages/train.py", {}, "Eight test digits" + ROW, 1),
    ("pages/train.py", {}, "What this run's model makes of them after 0 steps" + ROW, 1),
    ("pages/train.py", {"kind": "VAE"}, "Sixteen samples after 0 steps" + WALL, 1),
    ("pages/assignment.py", {"figure": "1"}, "Figure 1, .*" + ROW, 6),
]


def alts(app):
    """The text alternatives of all pictures, those in HTML too."""
    found = [alt for block in app.html for alt in re.findall(r"alt='([^']*)'", block.value.replace("&#x27;", "’"))]
    return found + [picture.alt for each in app.get("image") for picture in each.proto.imgs]


@pytest.mark.parametrize(("path", "query", "words", "count"), SHOWN)
def test_pictures_say_what_they_are_read_as(path, query, words, count, open_page):
    found = alts(open_page(path, **query))
    assert sum(bool(re.fullmatch(words.replace("'", "’"), alt)) for alt in found) == count, found


@pytest.mark.parametrize(
    ("path", "query"), list(dict.fromkeys((path, tuple(query.items())) for path, query, *_ in SHOWN))
)
def test_without_the_judge_pictures_are_not_read_and_all_else_is_there(path, query, open_page, monkeypatch):
    def gone():
        raise ae.WeightsError("judge.safetensors is not here.")

    monkeypatch.setattr("ui.cached.judge", gone)
    app = open_page(path, **dict(query))
    assert alts(app)
    assert not [alt for alt in alts(app) if re.search("; (read|no clear|[0-9])|unclear", alt)]
    assert not app.error
    assert not app.warning


def said(words: str) -> tuple[str, int]:
    """The digit and the percent in the words of one picture."""
    found = re.search(ONE, words)
    assert found, words
    digit, percent = re.findall(r"\d+", found[1])[:2]
    return digit, int(percent)


@pytest.mark.parametrize("sigma", ["0.00", "0.50"])
def test_what_is_said_of_a_picture_is_what_the_judge_reads_in_that_picture(sigma, open_page):
    """The pictures are taken out of the page, so their pixels are bytes, which may move a share by a percent."""
    judge, seen = read_judge(WEIGHTS / JUDGE)[0], {}
    for number in ("5", "6"):
        app = open_page("pages/reconstruct.py", input="Pick", digit="3", number=number, sigma=sigma)
        pictures = "".join(block.value for block in app.html)
        shown = [found for found in PICTURE.findall(pictures) if re.search(ONE, found[1])]
        assert len(shown) == 14
        images = [np.asarray(Image.open(io.BytesIO(base64.b64decode(data)))).reshape(28, 28, 1) for data, _ in shown]
        for (_, alt), expected in zip(shown, each_reading(judge, np.stack(images) / 255), strict=True):
            (digit, percent), (other, share) = said(alt), said(expected)
            assert abs(percent - share) <= 1, (alt, expected)
            assert digit == other or share < 55  # two digits may be next to each other
        seen[number] = [alt.split("; ")[1] for _, alt in shown]
    assert seen["5"] != seen["6"]
