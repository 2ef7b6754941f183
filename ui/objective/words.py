"""What the lesson on what a VAE pays for says: its promise, and part by part the question, the captions, the explanation."""

from autoencoders.scores.metrics import ACTIVE_VARIANCE

from ..words import CORNERS

PROMISE = (
    "A VAE's training makes a sum small: the price of a **bad picture** plus **β** times the price of **saying "
    "anything** (*KL*)."
)

TURN, CLOUD, TERMS, HALF = TOPICS = ("Turn β", "Point or cloud", "Term by term", "The missing half")

PARTS = {
    "which": "Turn β, point or cloud, term by term, the missing half: the choice",
    "dial": "The dial over β",
    "models": "Other VAEs",
    "digit": "Where the digit comes from",
    "throw": "Mean or draw, the throw of ε",
    "numbers": "What each digit and each number of the code costs",
    "usual": "How usual the digit is",
    "left_out": "Is that the probability of a digit?",
    "explanation": "What to make of it",
    "code": "The code",
}
"""What of the page a lesson's link may show or not."""

GUESSES = {TURN: "at β = 0 a code costs nothing. Do the digits come back better, and what do random codes draw?"}
"""In the lab as one file, where nothing is asked."""

DIAL_HELP = (
    "Each place of this slider shows another VAE. It was trained with that β; networks, training digits and steps are "
    "the same."
)

IN_NATS = (
    "Both prices are in nats, the unit of the natural logarithm: a coin toss costs 0.69. *KL* is how far the cloud of a "
    "digit's codes is from **N(0, I)**, the cloud with mean 0 and spread 1 that says nothing about the digit."
)

METRICS = (  # label, name on the card, format, what it is
    (
        "Reconstruction",
        "reconstruction",
        ".1f",
        "What the pixels cost when the decoder draws them from a code of the cloud.",
    ),
    ("KL", "kl", ".1f", "How far the cloud of a digit is from N(0, I), the cloud that says nothing."),
    (
        "Sum: −ELBO",
        "negative_elbo",
        ".1f",
        "ELBO is short for evidence lower bound; it is negative here, so −ELBO is a price. It is not the probability of a "
        "digit: why, is told under “Term by term”.",
    ),
    (
        "Numbers in use",
        "active_units",
        "d",
        f"Those whose mean varies with the digit: a variance of over {ACTIVE_VARIANCE:g}.",
    ),
)

NOTHING_TO_SHOW = "Without these weights there is nothing to show here."

NUMBERS_IN_USE = (
    "A number that costs nothing says nothing: its cloud is N(0, 1) whatever the digit. **In use** are those whose "
    f"mean has a variance of over {ACTIVE_VARIANCE:g} over the test digits."
)

NO_COSTS = "The card of this model does not say what each number costs; `train` writes it there."

EIGHT_DIGITS = "eight test digits"

FORMULA_HAS_IT = "The formula has a ½ in front (for each number of the code μ is the mean and σ² the variance):"

REPORT_LEAVES_IT_OUT = "The report's code leaves it out:"

MEAN_AND_CHANCE = (
    "For each number of the code the encoder gives a **mean** and a **log-variance**. The decoder gets *z*: the "
    "mean plus the spread times chance, ε. For the number that says most about this digit:"
)

EACH_PIXEL = "Each of the 784 pixels and what it costs: x is the digit's, y the decoder's. Point at one to read it."

UNCLEAR = (
    "An orange corner marks a draw that is no clear digit to the judge, a classifier; the number behind "
    f"{CORNERS.strip()} counts them."
)
"""Under the formula, where nothing is pushed out of the first screen."""


def curve_words(smallest: float, beta: float) -> str:
    """Under the curve over β: `smallest` is the least −ELBO in nats, which the model of this `beta` has."""
    return (
        "Each point is one VAE, and the number beside it is its β; its two prices are averages over MNIST's 10,000 "
        "test digits. Along a thin grey line the sum of both, −ELBO, is the same. "
        f"The smallest sum is {smallest:.1f}, at β = {beta:g}."
    )


def spread_words(beta: float, widest: float, pixels: float) -> str:
    """Above sixteen draws: the `widest` spread of a number of the code, and by how much the draws differ, of 1 a pixel."""
    return f"β = {beta:g}: spreads up to {widest:.2f}; pixels vary by {pixels:.3f}"


def counted_unclear(count: int | None) -> str:
    """Behind it: how many of the draws have the corner of what is no clear digit; nothing where nobody judges."""
    return "" if count is None else f"{CORNERS}{count}"


def half_words(right_way: float, control: float, report: float) -> str:
    """What the report's VAE loses and why, from the reconstructions of the three columns in nats."""
    return (
        f"The report's VAE gives a digit back for **{report - right_way:.1f} nats** more than the first. "
        f"**{control - right_way:.1f}** of them come from β = 2, as the second column shows, and the other "
        f"**{report - control:.1f}** from its shorter training."
    )


EXPLANATION = {
    TURN: """
- **It is a trade.** To the right on the curve the code says more and the picture gets better; to the left it says less
  and the picture gets blurrier. β picks the place: there the curve falls as steeply as the orange line, and one more nat of KL
  saves just β nats of reconstruction.
- **β = 0 is an autoencoder in disguise.** Nothing keeps the clouds wide or near each other, so they shrink to points far
  apart. The digits come back best, just as from an AE with the same networks. But random codes fall between those points,
  where the decoder never learned to draw.
- **A large β keeps the code quiet.** The clouds grow and overlap, and the decoder answers with blurred, typical digits.
  Some numbers of the code fall out of use altogether.
- **What is special about β = 1?** There the sum that training makes small is −ELBO, the tightest bound of its kind: the
  price of the digit under this decoder whatever its code, minus the log of the averaged *Bernoulli score*, is never above it.
  A larger β only loosens it, a smaller one breaks it. Papers write −log p(x) for that price, though for grey pixels it is no
  probability. It says nothing about which pictures are the nicest.
""",
    CLOUD: """
- **The mean says where, the spread says how exactly.** A spread of 1 and a mean of 0 are those of N(0, 1), and say
  nothing. A spread of 0.1 says: the number matters, to about a tenth.
- **Why draw at all?** Because the decoder then learns that everything in the cloud means this digit. That fills the space
  between the codes, and makes random codes worth decoding.
- **At β = 0 the spread is next to nothing:** all sixteen are the same, and the cloud is a point, as in an AE. **At β = 1** the
  sixteen are one digit in one hand, a little different each time: look at the numbers above the walls, not for other digits.
  **At β = 8** the cloud is wide, and some of the sixteen may be other digits. A bar that fills the grey band is a number that
  says nothing.
- **Writing z = mean + spread·ε** puts the chance into ε, which no weight can change. So one can ask how the loss moves
  with mean and spread, and train by that (the *reparametrisation trick*).
""",
    TERMS: """
- **Edges cost most.** In the middle of a stroke and on the paper the decoder is sure, and right. Where the ink ends, it
  would have to know your hand.
- **Grey pixels have a floor.** A pixel of 0.4 costs 0.67 nats even if the decoder says 0.4: read as a coin, it stays uncertain.
  So the reconstruction of a perfect copy is not 0.
- **Each number of the code pays by itself,** for a mean away from 0 and for a spread away from 1. At β = 1 most of it
  is for small spreads: the price of being exact.
- **The picture of the mean costs less than that of a draw.** Training pays for the draw, and so does the average on the right.
""",
    HALF: """
- **Twice the KL is β = 2.** Without the ½ every term is doubled, and so is their sum. What the report's code minimises is
  reconstruction + 2·KL: a VAE with β = 2, by accident.
- **The second column is the control:** the right formula, with β = 2 on purpose. Its KL is nearly the report's, which gives
  the mistake away. Between the first two columns only β differs; between the second and the third only the
  training: the report stops after 30,000 steps at a rate that never falls, the other two go on to 60,000 and end gently.
- **Each β wins at its own game.** In the first two columns, −ELBO is lower with β = 1, and the report's loss is lower with β = 2.
  A mistake in the loss does not make training fail. It makes it succeed at something else.
- **Is that worse?** Digits come back a little blurrier, for a code that costs some nats less. In the random codes one hardly
  sees a difference. Nothing in the pictures gives such a mistake away: one has to add up the numbers.
""",
}

NOT_NORMALISED = "Is that the probability of a digit?"

WHAT_IS_LEFT_OUT = (
    "**For black and white pixels yes, for grey ones no.** The formula reads y as the chance of ink, as with a coin. Its "
    "*Bernoulli score* yˣ(1−y)¹⁻ˣ is y for ink and 1 − y for paper, and these two add up to 1, as chances do. The "
    "reconstruction, also called *cross-entropy*, is minus the logarithm of all pixels' scores. Papers write −log p(x|z) for "
    "it.\n\nBut a grey x may be any number from 0 to 1, and over these a density has an area of 1 under it. The score has "
    "less: at y = ½ it is ½ for every x, so its area is ½. What would make it a density, the *continuous Bernoulli*, is a "
    "factor C(y) (Loaiza-Ganem & Cunningham 2019):"
)
"""In the fold on what the Bernoulli term leaves out: above the formula of the factor; `LEFT_OUT` stands below it."""

LEFT_OUT = "The logarithm of C(y) is left out for each of the 784 pixels. By their sum −ELBO would be lower:"

WHY_IT_IS_LEFT_OUT = """
- **Why do the models here leave it out?** Because the report does, and nearly every VAE that is published. It has a good
  side: without C the y that costs least is the average grey itself, so the y can be looked at as a picture.
- **What stays true?** The reconstructions, and every comparison of models by the same term. By the normalised number their
  order may be another: none of them was trained for it.
- **What does not?** −ELBO is no number of nats in which a digit could be described. It is a bound on the log of an averaged
  score that is not normalised, though papers call it one on log p(x).
- **Can a price be below 0?** That of a density can, since a density may be above 1. So the normalised number is no length of
  a description either: that would need to say how finely greys are told apart.
"""

BEYOND = (
    "This model's cloud for this digit leaves all bounds of numbers, so there is nothing to decode: take another digit or "
    "another model."
)
"""In place of a digit's bill, where a model of the visitor's own gives no code for it."""


def seed_words(seed: int) -> str:
    """What random codes are made of."""
    return f"seed {seed}"


def throw_words(digit: str, model: str, number: int) -> str:
    """What a digit's cloud is measured on."""
    return f"{digit}, {model}, throw {number}"
