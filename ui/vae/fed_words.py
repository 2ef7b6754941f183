"""What the part “Fed back” says: of one digit's ways, of where a hundred end, and what follows of what was measured.

Every number comes from what was just computed. No Streamlit here.
"""

import numpy as np

from autoencoders.scores.ends import Ends
from autoencoders.scores.feedback import PASSES, SAME, STILL, Fate

from ..aside.number_table import written
from .rounds import DENOISER, Round

SIGMA_HELP = (
    "The noise that the denoising AE learned to take away, as a share of full scale; 0.08 is the report's 20/255. At 0 are the "
    "same networks, taught on clean digits: so the noise is the only difference."
)

SHOWN = (0, 1, 2, 3, 5, 10, 20, 50)
"""The passes of a strip."""

CHART_NOTE = (
    "A step is the root mean square difference of a picture and the next, over pixels, of full scale. It is one scale for all "
    f"models. Below {STILL:g}, the dotted line, no eye sees it: we call that at rest."
)

STRIPS = "Under each picture stands its pass. Dashed: the one that is shown large."
CORNERS = " In its corner stands the digit that it is read as, or ? where no digit is clear."

MAPS_NOTE = (
    "Dots are codes of test digits, a numeral stands in the middle of its class, and each map is fitted to its own codes. Every "
    "grey arrow goes from a code to the code of what is decoded there: one pass. The thick line is your digit's way, from ○ "
    "to ✕; ◇ is the slider's pass. Follow the arrows: where do they run together?"
)

ENDS_NOTE = (
    "Each picture is one in which digits end, and under it how many do; the fullest come first. At most eight are shown of "
    "a model."
)

WITHOUT_NUMBERS = (
    "- **A projection would move a picture once.** Then it lies on the sheet, and stays. The second step in the chart shows "
    "that these models are none: no loss asked what becomes of an output that comes in again.\n"
    "- **From the second pass on only codes matter:** a code goes to the code of what it decodes to. Where many ways end in one "
    "picture, it is an attractor: a fixed point that draws in what is around it.\n"
    "- **One digit proves nothing of others.** Where a hundred test digits end, the app measures: those are not in this file."
)
"""Where the digits are not at hand whose ends make the sentences of `conclusions`: in the one-file page."""

MANIFOLD = (
    "- **So what is “the manifold”?** One calls so the thin curved sheet on which digits lie among all pictures, and says that "
    "an autoencoder learns it. After one pass a picture does lie on a sheet: on all that the decoder can draw. But what was "
    "measured here is not a sheet on which every picture is at home: {flow} The loss asks for one pass only. Nothing in it says "
    "what becomes of an output that comes in again."
)

ONE_MISSING = {
    "2": "No denoising AE with two numbers is shipped, so there is no middle column.",
    "100": "No VAE with a hundred numbers is shipped, so there is no right column.",
}
"""What to say of a size of code for which a model lacks."""

NO_NOISE = (
    "Taught no noise, the middle column is a plain AE: it has the denoiser's networks, and is here to compare with."
)
IS_THE_AE = "Taught no noise, the denoising AE with a hundred numbers is the AE itself."

ONE_PROVES_NOTHING = (
    "Where one digit ends proves nothing of others. Switch on “A hundred test digits too” above, and what follows of what is "
    "measured then stands here."
)

HUNDRED_HELP = "Ten test digits of each class go round fifty times in each model. The first time takes some seconds."


def fate_words(each: Round) -> str:
    """How the way of a digit ends, in a few words."""
    return fate_said(each.fate, float(each.steps[-1]))


def fate_said(fate: Fate, last: float) -> str:
    """The same of a fate and the length of the last step."""
    if fate.rests is not None:
        return f"at rest from pass {fate.rests + 1} on" if fate.rests else "at rest from the start"
    if fate.circle:
        return f"in a circle of {fate.circle} passes"
    return f"still on the move after {PASSES}, by {percent(last)} a pass"


def percent(share: float) -> str:
    """A share of full scale, to two figures where it is small."""
    value = 100 * share
    return f"{value:.0f} %" if value >= 10 else f"{value:.1f} %" if value >= 0.95 else f"{value:.2f} %"


def path_words(each: Round) -> str:
    """Where a way of two numbers begins and ends on the map, for who can't see it."""
    first, last = each.walk.codes[0, 0], each.walk.codes[-1, 0]
    length = np.sqrt(np.square(np.diff(each.walk.codes[:, 0], axis=0)).sum(axis=1)).sum()
    return (
        f"{each.title}: from {_place(first)} to {_place(last)}, on a way {length:.1f} long, "
        f"{np.linalg.norm(last - first):.1f} as the crow flies"
    )


def _place(code: np.ndarray) -> str:
    return f"({written(code[0], 1)}, {written(code[1], 1)})"


def chart_words(found: list[Round]) -> str:
    """What the chart of steps shows, for who can't see it."""
    lines = ", ".join(
        f"{each.title} from {percent(each.steps[0])} at the first pass over {percent(each.steps[1])} at the second to "
        f"{percent(each.steps[-1])} at the last, {fate_words(each)}"
        for each in found
    )
    return f"Length of each step against the pass, 1 to {PASSES}, on a scale of powers of ten: {lines}"


def ends_words(title: str, each: Ends) -> str:
    """The line over the pictures in which digits end."""
    n, (_, most) = len(each.labels), each.largest(1)[0]
    crowd = f", and {most} of the {n} in one and the same" if most > 1 else ""
    return f"{title}: {each.count} different {'picture' if each.count == 1 else 'pictures'} left of {n}{crowd}"


def conclusions(names: dict[str, str], found: dict[str, Ends]) -> str:
    """What follows of the ends of a hundred digits in the models of these titles, in lines; PCA is one of them."""
    return "\n".join(
        [
            _no_projection(found),
            _drift(found),
            _what_is_left(found),
            *([_denoiser(names, found)] if DENOISER in found and "denoise" in names[DENOISER] else []),
            MANIFOLD.format(flow=_flow(found["AE"])),
        ]
    )


def ratio(each: Ends) -> float:
    """The median of the second step over the first: 0 for a projection."""
    return float(np.median(each.steps[1] / np.maximum(each.steps[0], STILL)))


def _no_projection(found: dict[str, Ends]) -> str:
    said = [f"{100 * ratio(each):.0f} % ({title})" for title, each in found.items() if title != "PCA"]
    line = f"{100 * ratio(found['PCA']):.0f} %" if ratio(found["PCA"]) >= 0.005 else "less than 1 %"
    return (
        "- **None of them is a projection.** A projection moves a picture onto its sheet once, and then never again. PCA is one: "
        f"its second step has {line} of the first's length, and that only because pictures are cut to [0, 1]. The "
        f"second step of the others has {joined(said)}."
    )


def _drift(found: dict[str, Ends]) -> str:
    said = [f"{each.count} ({title})" for title, each in found.items() if title != "PCA"]
    n = len(found["PCA"].labels)
    rests = [f"{each.rests} ({title})" for title, each in found.items() if title != "PCA"]
    circles = {title: each.circles for title, each in found.items() if each.circles}
    round_and_round = "".join(f" In the {title} {count} go in a circle." for title, count in circles.items())
    return (
        f"- **Digits run together.** Of {n} test digits there are so many different pictures after {PASSES} passes: "
        f"{joined(said)}; PCA still has {found['PCA'].count}. Pictures count as one where they differ by less than {SAME:g} "
        f"of full scale. At rest by then are {joined(rests)}; the others go on.{round_and_round} Where many end in one picture, "
        "it is an attractor: a fixed point that draws in what is around it."
    )


def _what_is_left(found: dict[str, Ends]) -> str:
    n = len(found["PCA"].labels)
    said = [
        f"{title}: {(each.once == each.labels).sum()} after one pass, {each.kept} after {PASSES} ({each.unclear} are no clear "
        "digit)"
        for title, each in found.items()
        if title != "PCA"
    ]
    better = ""
    if "VAE" in found:
        ours, theirs = found["VAE"].kept, found["AE"].kept
        more = "more" if ours > theirs else "fewer" if ours < theirs else "as many"
        better = f" The VAE keeps {more}{' than' if ours != theirs else ' as'} the AE."
    return f"- **What they end as is often no digit.** Read as what they were, of {n}: {'; '.join(said)}.{better}"


def _denoiser(names: dict[str, str], found: dict[str, Ends]) -> str:
    left = found[DENOISER].count
    return (
        "- **A denoiser goes uphill.** One that has no bottleneck moves a picture to where digits, blurred by the noise that it "
        "was taught, are densest (Alain and Bengio, 2014): the more they are blurred, the fewer hills there are. Of this one, "
        f"{names[DENOISER]}, there {'is 1 picture' if left == 1 else f'are {left} pictures'} in the end. Choose another σ, and "
        "count again."
    )


def _flow(each: Ends) -> str:
    """What the AE's outputs do on the sheet, by how many have come together and how many are still on the move."""
    n = len(each.labels)
    if each.count <= n / 2:
        return f"it is a flow along the sheet, which in the AE takes {n} digits to {each.count} places."
    if each.rests <= n / 2:
        return (
            f"it is a slow flow along the sheet. In the AE {n - each.rests} of {n} digits are on the move even now, and "
            f"{n - each.kept} are no longer read as what they were."
        )
    return f"it is a flow along the sheet, and in the AE {each.rests} of {n} digits have come to rest, in {each.count} places."


def joined(parts: list[str]) -> str:
    """Parts as a list in a sentence."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
