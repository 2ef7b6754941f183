"""The question where other pictures than digits are looked at: what does a model of digits make of them?"""

import numpy as np

from autoencoders.scores.readings import reading
from autoencoders.scores.samples import CONFIDENT

from .. import cached, looked_at
from ..pictures import png, wall
from ..tasks.forms import Choose, Given
from ..tasks.task import Found, Task
from . import task_words as words
from .tasks import CURVE, OUTPUTS, ROW_SCALE, TABLE, USUAL, Scene

PICTURES, SHOWN = 500, 8
"""Pictures that are no digits of which is measured what becomes of them, and how many of them are shown."""


def clothes(given: Given, scene: Scene) -> Found:
    """How many of the pictures looked at, which are no digits, a VAE of digits gives back as digits."""
    judge, model = cached.judge(), cached.vae("vae-10")
    some, real = (
        each.test_images[:PICTURES].astype(np.float32) / 255 for each in (looked_at.now().dataset, cached.dataset())
    )
    made = model.reconstruct(some)
    sure, sure_given, sure_real = (
        float((judge.look(images)[1].max(axis=1) >= CONFIDENT).mean())
        for images in (made, some, model.reconstruct(real))
    )
    true = "few" if sure < words.FEW else "some" if sure <= words.HALF else "most"
    own = model.reconstruct(scene.image[None])
    numbers: dict[str, object] = {
        "count": f"{len(some):,}",
        "own": reading(judge.look(own)[1][0]),
        "why": words.WHY[true],
    }
    numbers |= {"share": f"{sure:.0%}", "given": f"{sure_given:.0%}", "digits": f"{sure_real:.0%}"}
    kind = "right" if given and given[0] == true else "wrong"
    shown = min(SHOWN, len(some))
    rows = np.concatenate([scene.image[None], some[:shown], own, made[:shown]])
    picture = png(wall(rows, 1 + shown), 2 * ROW_SCALE)
    alt = f"Your picture and {shown} others, and below each what vae-10 gives back"
    return Found(kind if given else "", numbers, picture, alt)


ELSEWHERE = (Task("clothes", words.CLOTHES, Choose(words.AS_DIGITS), clothes, (OUTPUTS, TABLE, CURVE, USUAL)),)
"""The questions where other pictures than digits are looked at."""
