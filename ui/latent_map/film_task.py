"""The question on how the maps came to be: what training does to a VAE's KL, judged by its recorded training."""

import numpy as np

from .. import cached
from ..tasks.forms import Given
from ..tasks.task import Found

RECORDED = {"AE": "twin-2", "VAE": "vae-2"}
"""The trainings that are recorded, by the titles of their maps."""

FILM = "film"
"""What the question hides: the film."""

FAR_ABOVE = 2.0
"""How many times its last value the KL must have been for it to count as having shot over that."""


def rise(given: Given) -> Found:
    """What the KL of the recorded VAE does from the first snapshot to the last."""
    made = {title: cached.recording(name) for title, name in RECORDED.items()}
    vae = made["VAE"]
    kl, copies, peak = vae.losses["kl"], vae.losses["reconstruction"], int(vae.losses["kl"].argmax())
    far = {title: float(np.linalg.norm(each.codes[peak], axis=1).mean()) for title, each in made.items()}
    numbers: dict[str, object] = {
        "count": f"{len(vae.labels):,}",
        "first": f"{kl[0]:.1f}",
        "most": f"{kl[peak]:.0f}",
        "peak": f"{vae.steps[peak]:,.0f}",
        "last": f"{kl[-1]:.1f}",
        "end": f"{vae.steps[-1]:,.0f}",
        "before": f"{copies[0]:.0f}",
        "then": f"{copies[peak]:.0f}",
        "after": f"{copies[-1]:.0f}",
        "vae_far": f"{far['VAE']:.1f}",
        "vae_end": f"{np.linalg.norm(vae.codes[-1], axis=1).mean():.1f}",
        "ae_far": f"{far['AE']:.1f}",
        "ae_end": f"{np.linalg.norm(made['AE'].codes[-1], axis=1).mean():.1f}",
    }
    truth = shape(kl)
    if not given:
        return Found("", numbers)
    return Found("right" if given[0] == truth else str(given[0]), numbers)


def shape(kl: np.ndarray) -> str:
    """Which of `words.RISES` a course of the KL `(s,)` is."""
    if kl.max() > FAR_ABOVE * kl[-1]:
        return "over"
    return "up" if kl[-1] > kl[0] else "down"
