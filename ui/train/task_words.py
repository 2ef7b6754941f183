"""What the questions of the lesson on training say: the question, what was measured, what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.words import Words

NATS = "{:g} nats"
FIRST = Words(
    "Before its first step a model knows nothing of digits. Where does its loss begin, in nats an image? A nat is the unit "
    "of that price: a coin toss costs 0.69.",
    "Measured on {count} test digits: your untrained model begins at {start} nats an image. Its pixels are {grey} grey on "
    "average, so each is like the toss of a coin, and 784 tosses make {coin}. There the mean image costs {mean}, a perfect "
    "copy {floor}.",
    {
        "near": "You were close. Who knows nothing pays for 784 coin tosses.",
        "low": "You said less. Whoever pays less than for coin tosses has learned something already.",
        "mean": "You said about what the mean image costs. To draw that, a model has learned already what all digits share.",
        "high": "You said more. That takes more than not knowing: a model that is sure, and wrong.",
    },
    "Press “One step” a few times: how far does a single step bring it?",
)

STEP = "step {:,}"
STEPS = Words(
    "When can its digits be told? Guess the step at which a small classifier, the judge, first names half of 50 test digits "
    "rightly from the run's copies. Answer, then play.",
    "Measured at the steps that are kept: {found}",
    {
        "near": "You were within a factor of three.",
        "early": "You expected it sooner. First a model learns what all digits share, and only then what tells "
        "them apart.",
        "late": "It was sooner than you said. What tells digits apart comes long before the loss stops falling.",
        "yet": "Your answer waits for that.",
        "none": "Choose MNIST or the synthetic digits as data to have your guess judged.",
    },
    "Give the code 10 numbers in place of 2, or 2 in place of 10, and play the new choices. Which can be told sooner?",
)
TOLD = "at step {before:,} the judge named {few} of {count} copies rightly, and {many} at step {first:,}."
TOLD_AT_ONCE = (
    "the judge named {many} of {count} copies rightly from the beginning, since your run started from a trained model."
)
TOLD_YET = (
    "after {steps:,} steps the judge named {many} of {count} copies rightly, not half of them yet. This changes by itself "
    "once your "
    "run has got there."
)
TOLD_NONE = "the judge reads digits, and your run learns from other pictures."
"""In the place of `found` in `STEPS`: once half of them are told, told already, not yet, and where there is nothing to tell."""

PLACES = {
    "lower": "Lower: it learns faster",
    "same": "About the same",
    "higher": "Higher: it learns worse",
    "breaks": "Nowhere: it breaks",
}
RATE = Words(
    "Ten times the learning rate: each step goes ten times as far. Where will the new run's curve be, beside your earlier "
    "run's after as many steps? Answer, then play.",
    "Measured: {found}",
    {
        "right": "That is what you said.",
        "hoped": "You expected more of it. A step that is too long overshoots the valley that it aims at.",
        "even": "You expected more of it. Steps ten times as long brought this run about as far as the shorter ones.",
        "feared": "You expected worse. A careful rate leaves room above it; only beyond that do steps overshoot.",
        "yet": "Your answer waits for that.",
    },
    "Now a hundred times the first rate: press Reset, set it, and play. Where does it break?",
)
COMPARED = "after {steps:,} steps your run at rate {rate} costs {loss} nats an image, the earlier one at rate {other} {earlier}."
BROKE = "your run at rate {rate} broke at step {step:,}: its loss was no number any more. Your earlier one at rate {other} lived."
COMPARED_YET = (
    "your run at rate {rate} has {steps:,} steps; it takes {enough}. As it goes on, this is measured again by itself."
)
ALONE = "there is no earlier run of {enough} steps with a tenth of this rate and else the same choices. "
ALONE_FIRST = (
    "But your run at rate {rate} can be the first of two. Set the rate to {above} and change the seed: that asks for a new run. "
    "Play it, and this curve stays beside it."
)
ALONE_SHORT = (
    "Let your run at rate {rate} have {enough} steps first. Then set the rate to {above}, change the seed, and play the new "
    "run."
)
ALONE_BELOW = (
    "First set the rate to {below}, change the seed, and play {enough} steps. Then set the rate to {above}, change the seed "
    "again, and play the new run."
)
WAITS = "nothing yet, since your new choices are not played. “Play the new choices” starts them."
WAITS_SHORT = (
    " But the run before them has only {steps:,} steps. Set rate and seed back, and let it have {enough} first, to be compared "
    "with."
)
"""In the place of `found` in `RATE`: two runs beside each other, one that broke, one too short, one alone and
what to do then, one not begun."""
