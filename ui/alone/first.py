"""The first picture of the page: what every system makes of one digit, as the app's own functions write it.

Scripts repaint its parts (`ui/browser/live/`) and hide the systems that are not chosen. So the page shows something before a
script has run, and says the same as the app.
"""

import re

import numpy as np

import autoencoders as ae
from autoencoders.losses import sigmoid
from autoencoders.scores import metrics
from autoencoders.scores.digit_scores import compare, score
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.scores.readings import brief, each_reading
from autoencoders.weights import WEIGHTS

from ..colors import GREY
from ..input.noise import FIRST_SIGMA
from ..model_choice import STARTERS
from ..reconstruct import words
from ..reconstruct.glance import glance, outputs
from ..reconstruct.tables import model_rows
from .digits import FIRST, as_seen, mean_image, picks
from .facts import SYSTEMS_HERE


def first_digit() -> np.ndarray:
    """The digit of a fresh page, `(28, 28, 1)` in [0, 1]."""
    return np.asarray(as_seen(picks()[FIRST][None])[0])


def first_picture() -> tuple[str, str]:
    """The row of pictures and the table, as HTML, of the digit and the noise of a fresh page."""
    digit, clean = FIRST[0], first_digit()
    results = compare({row.name: ae.load(row.name) for row in SYSTEMS_HERE}, clean, clean)
    mean = metrics.mean_image_logits(mean_image()[None])
    seen = {"clean": clean, words.INPUT: clean, words.MEAN: sigmoid(mean)}
    seen |= {name: result.image for name, result in results.items()}
    judge = read_judge(WEIGHTS / JUDGE)[0]
    read = dict(zip(seen, each_reading(judge, list(seen.values())), strict=True))
    pictures = [
        (
            "clean",
            f"28×28: synthetic digit {digit}",
            f"The clean digit as the models see it{read['clean']}",
            GREY,
            clean,
            brief(read["clean"]),
        ),
        (
            "noisy",
            f"with noise, σ = {FIRST_SIGMA:.2f}",
            f"The same digit with the noise that is set{read[words.INPUT]}",
            GREY,
            clean,
            brief(read[words.INPUT]),
        ),
    ]
    pictures += outputs(list(SYSTEMS_HERE), results, read, read["clean"])
    floor = float(metrics.entropy_floor(clean[None])[0])
    yardsticks = {
        words.INPUT: score(clean, clean, floor),
        words.MEAN: score(clean, sigmoid(mean), float(metrics.cross_entropy(clean[None], mean[None])[0])),
    }
    rows = list(SYSTEMS_HERE)
    table = model_rows(rows, results, yardsticks, dict.fromkeys(results, ""), clean, floor, read)
    return unseen_is_blank(glance(pictures), "figure"), unseen_is_blank(table, "tr")


def unseen_is_blank(html: str, tag: str) -> str:
    """The HTML with those of its elements of this tag hidden, and without their pictures, that show what a fresh page doesn't:
    a system that is not chosen there. A script paints them before it shows them, and all pictures were 0.1 MB.
    """

    def blank(found: re.Match[str]) -> str:
        name = re.search("data-live='output ([^']+)'", found[0])
        known = {row.name for row in SYSTEMS_HERE} - set(STARTERS)
        if not name or name[1] not in known:
            return found[0]
        return re.sub(r"src='[^']*'", f"src='{BLANK}'", found[0]).replace(f"<{tag} ", f"<{tag} hidden ", 1)

    return re.sub(f"<{tag} .*?</{tag}>", blank, html, flags=re.DOTALL)


BLANK = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
"""A picture of one pixel."""
