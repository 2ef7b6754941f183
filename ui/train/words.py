"""What the lesson on training live says: its promise, and what to make of it. No Streamlit here."""

from ..plain import plain as escaped

PROMISE = "A model starts with random numbers; each **step** moves them to where the loss falls."

PARTS = {
    "dials": "Learning rate, β, noise, last step",
    "watch": "Let others watch",
    "more": "More of the run: scores, files, your own model",
    "choices": "Choices for a new run",
    "explanation": "What to make of it",
    "code": "The code",
}
"""Parts of the page that a lesson's link may show or not."""

STATES = {
    "new": "Not started. What you see is an untrained model.",
    "waiting": "In line for a free place, number {place}: this run begins in {seconds}. Others are at work until then.",
    "preparing": "Getting ready: the steps are being compiled.",
    "training": "Training",
    "stopping": "Pausing",
    "paused": "Paused",
    "finished": "Done: all steps are made",
}
"""Where a run stands; behind the last four follow its steps."""

CHANGED = "Your choices ask for a new run. **Play the new choices** starts it; the curve of this one stays, in grey."

ALL_STEPS_MADE = "All steps are made. Stop after more of them, or reset."

PLAYBACK_HELP = (
    "A film of the snapshots that were kept of this run, in your browser: losses, copies, samples, and, of codes of two "
    "numbers, their map."
)

PLAYBACK = (
    "The film has the snapshots that were kept of this run, as dots on the curve of the losses on test digits. The rows are "
    "eight test digits, their copies, and what eight random codes become. The map, which only a code of two "
    "numbers has, keeps its scale: that of the last snapshot."
)

EXPLANATION = (
    "- **First the mean, then the digits.** A model first learns what all digits share: black corners, grey in the middle. "
    "Only below the grey line does it tell one digit from another.\n"
    "- **Train and test go together** here, because the code is narrow: there is little room to learn digits by heart. "
    "With few pictures of your own and a large d they part.\n"
    "- **The KL leaps up before it settles.** With the first choices it is 58 nats after 11 steps and back at 5 by step "
    "400, while the reconstruction falls all the time: at first the codes are flung far apart, whatever it costs, then the VAE "
    "finds out which nats of KL are worth their price. That price is β. At β = 20 nothing is worth buying.\n"
    "- **A rate is a step's length.** Too small and the curve lies flat; too large and it jumps, or leaves the "
    "range of numbers altogether. What is right differs by optimizer: Adadelta wants 1, Adam about 0.001.\n"
    "- **More steps beat a better network** for a long while. Compare the report's recipe with the converged one."
)


def stopped(trouble: str, step: int) -> str:
    """What stopped a run, and the step of the snapshot at which it stands."""
    return (
        f"{trouble} The run stands at step {step:,}, the last where its loss was not far above where it began: "
        "change something and press Play."
    )


def looked_at(step: int, last: int) -> str:
    """Which moment the page speaks of, where the visitor has gone back."""
    return f"You look at **step {step:,}** of a run that stands at step {last:,}"


def on_test_digits(terms: str, mean_line: float, floor: float, count: int) -> str:
    """The losses of a run, `terms`, beside those of the mean image and a perfect copy, in nats per image, on `count` digits."""
    return (
        f"{terms} nats an image on {count:,} fixed test digits, as the thick curves. There the mean image, drawn whatever comes, "
        f"scores {mean_line:.0f} and a perfect copy {floor:.0f}."
    )


def on_all(terms: str, count: int, step: int, shared: bool) -> str:
    """The same terms on all test digits; where the data is `shared` with the other lessons, they say the same of this model."""
    scored = ", as the other lessons score it" if shared else " of these data"
    return f"On all {count:,} test digits{scored}, the model of step {step:,} has {terms} nats an image."


def moved(step: int) -> str:
    """That a run went on by itself after its worker was lost."""
    return f"The process that trained this run was lost at step {step:,}; the run went on from there by itself."


def wait(seconds: float) -> str:
    """How long a wait may be, in words: rounded up to what is easy to read."""
    if seconds < 90:
        return f"{max(5, -(-int(seconds + 1) // 5) * 5)} seconds at most"
    return f"{-(-int(seconds) // 60)} minutes at most"


SHARE_HELP = "A link and a QR code: whoever opens it sees this run as it goes, and only you can change it."
SHARE = (
    "Whoever opens this link watches your runs as they go, this one and the next ones; only you play, pause and choose. The link "
    "holds while your page is open, and after you load it anew."
)
SHARE_OWN = " You train on pictures of your own: of these, others see nothing but the curves."
"""What is said to who lets others watch; the last where the data are an upload."""

LEAVE_HELP = "Opens the lesson with its controls, for a run of your own."

NOT_SHOWN = (
    "This link leads to no run any more: its holder has closed the page. Ask for a new link, or train one of your own."
)
HOLDER_AWAY = (
    "Who holds this run is not here at the moment, and it rests. This page goes on by itself once they are back."
)
MADE_ROOM = (
    "This run had to make room for others' on the server. Its holder can begin another, which you will see here."
)
OWN_PICTURES = "It has learned from pictures of its holder's own, which only its holder sees."
"""What is said to who watches where there is nothing to see."""


def watched(label: str) -> str:
    """What is said to who watches the run of this label."""
    return (
        f":material/group: You watch somebody else's run: **{escaped(label)}**. Its holder plays, pauses and turns the dials; "
        "the page follows by itself."
    )


def watchers(count: int) -> str:
    """How many others watch."""
    return f"{count} {'watches' if count == 1 else 'watch'} with you"


NO_ROOM = (
    "This server has no room for another run: its disk is full, or visitors keep as much as there is room for. Try again in a "
    "while, or start the app on your own machine."
)
"""In place of a run whose first model could not be kept."""
