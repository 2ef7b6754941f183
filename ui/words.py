"""Sentences that several pages say. What one lesson says is in its own folder's words.py."""

from autoencoders.digits.picture_file import MOST_BYTES

CORNERS = " ◤"
"""Behind the count of what is no clear digit: it has an orange corner."""

READ = (
    ": the digit that a classifier, the judge, reads in it. **?** no clear digit. **9≠8** read as 9 where the digit that went in "
    "is read as 8."
)
READ_BELOW, READ_IN_CORNER = f"Below each picture{READ}", f"In the corner of each picture{READ}"

MNIST_IS_MISSING = (
    ":material/info: MNIST is not on this machine, so the digits to pick are drawn by a program. The models were "
    "trained on MNIST all the same."
)
"""Under the digits of every page, where the data set could not be had."""

OTHERS_STAND_IN = "“What to make of it” is about the models that this lesson begins with: how do these differ?"
"""Where another shipped model is shown than the lesson's own."""

OWN_MODEL_STANDS_IN = (
    "A model of yours stands in for a shipped one: its networks and its training may be others. “What to make of it” is "
    "about the shipped ones: how does yours differ?"
)
TRIED_ON_SYNTHETIC = " MNIST is not here, so yours is tried on synthetic digits."
"""Where a visitor's own model is shown in place of a shipped one; the second only without MNIST."""

LEFT_OUT = (
    "**Left out**, marked in orange: another digit than the one in the middle, a speck, a shadow or an edge. Or is it part of "
    "your digit?"
)
ALL_KEPT = "Everything that stands out in your picture is kept."
UPLOAD_HELP = (
    f"PNG, JPEG, WebP, GIF or BMP, up to {MOST_BYTES // 2**20} MB. Dark ink on light paper or the other way round."
)
"""Beside the ways to give a digit."""


def needs_mnist(name: str) -> str:
    """What is said of a shipped model whose codes can't be made."""
    return (
        f"The codes of {name} are made from MNIST's test digits, and MNIST is not on this machine: the models that a lesson "
        "begins with bring theirs."
    )


def made_room(lost: int) -> str:
    """What is said to a visitor of whose snapshots and models so many had to make room."""
    what = "the oldest of your snapshots and models" if lost == 1 else f"{lost} of your oldest snapshots and models"
    return f"The room that this server has for all visitors was full, and {what} had to go. Download what you want to keep."


def lost(counts: dict[str, int]) -> str:
    """What is said in a tab that remembers a visit with own models, runs, pictures or a data set, so many of each."""
    names = {"models": "model", "runs": "run", "pictures": "picture", "sets": "data set"}
    gone = [
        f"{counts[what]} {name}{'s' * (counts[what] > 1)}" for what, name in names.items() if counts.get(what, 0) > 0
    ]
    *others, last = gone
    listed = f"{', '.join(others)} and {last}" if others else last
    return (
        f"Not back after this page was loaded anew, or copied to another tab: {listed}. If you saved your visit, "
        "load its file under “Your visit” in the sidebar."
    )


COARSER_IN_LINK = (
    "You drew more than a link holds as it is. In this one, and after a reload, the drawing is a little coarser: save your visit "
    "to keep its picture as it is."
)
"""Below a link with a drawing of very many strokes."""

GUESS = "**Guess before you look:** "
"""What every question before a picture begins with."""
