"""What the notes say: their promise, and step by step the derivation with a digit's numbers. No Streamlit here."""

import numpy as np

from ..aside.number_table import written
from .derivation import Derivation, K

PROMISE = "From a **code** to **−ELBO** in ten steps, each with the numbers of your digit."

STEPS, WORDS, SOURCES = PARTS = ("Step by step", "Words", "Sources")
"""The parts of the page."""

TITLES = (
    "A picture is 784 numbers",
    "A code is d numbers",
    "A grey read as a coin",
    "A code that is a cloud",
    "A draw, written so that one can train by it",
    "Why a prior, and what leaving it costs",
    "From the averaged score to the ELBO",
    "−ELBO of your digit",
    "How loose is the bound?",
    "β",
)

WORDS_PROMISE = "Every word of the lessons, in one or two sentences, and where it is used."

SOURCES_PROMISE = "Where these ideas come from. Each link leads out of this page."

WHY_LEFT_OUT = "What a VAE pays for: why that is left out"


def no_density(found: Derivation) -> str:
    """In the fold of step 3: what the score is not, and by how much."""
    whole = f"{found.bill.loss(1) - found.bill.log_normaliser:,.1f}".replace("-", "−")
    return (
        "**Is s(x|z) the probability of x?** Where all pixels are 0 or 1, yes, and papers write p(x|z) and p(x) where s(x|z) "
        "and s(x) stand here. For greys it is not: over all greys from 0 to 1 the values of yˣ(1−y)¹⁻ˣ do not add up to 1, "
        "so s is no density (Loaiza-Ganem & Cunningham 2019). What is left out makes **"
        f"{found.bill.log_normaliser:,.1f} nats** for your digit at this throw; with it −ELBO would be "
        f"**{whole}** in place of {found.bill.loss(1):.1f}. So −ELBO is a "
        "price, and no number of nats in which your digit could be described. Every step below holds all the same, since no step "
        "needs the score to add up to 1."
    )


def picture(found: Derivation, digit: str) -> str:
    """Step 1."""
    return (
        f"The picture is x, a grid of 28 × 28 = 784 numbers: 0 is paper, 1 is ink. In {digit}, **{found.black}** of them are "
        f"exactly 0 and **{found.inked}** are above 0.5. Row {found.row + 1} has most ink:"
    )


def code(found: Derivation) -> str:
    """Step 2."""
    numbers = ", ".join(written(float(value), 1) for value in found.code)
    return (
        "An autoencoder has two networks. The *encoder* f makes a code z of x: d numbers, here d = "
        f"{len(found.code)}. The *decoder* "
        "g makes a picture x̂ of z. Training moves the weights of both so that x̂ comes close to x, over all training digits. "
        f"The AE with the VAE's networks gives your digit the code **({numbers})**. Its copy differs by a mean squared error of "
        f"**{found.copy_error:.4f}**, and costs **{found.copy_price:.1f} nats** in the price of the next step."
    )


GREY = (
    "The decoder's last layer gives a number ℓ for each pixel, and y squeezes it between 0 and 1. Read y as the "
    "chance of ink, as with a coin (*Bernoulli*). Then y scores a pixel of ink and 1 − y one of paper, and a grey has something "
    "between: its *Bernoulli score* s. What y fits well is cheap: the price of a pixel is minus the logarithm of its score, "
    "also called *cross-entropy*. With the natural logarithm its unit is the *nat*; half the score costs 0.69 nats more."
)


def dearest(found: Derivation) -> str:
    """Step 3, its numbers: the dearest pixel, whose price stands in a formula below."""
    row, column = found.dearest
    return (
        f"All 784 prices of your digit in the VAE add up to **{found.bill.reconstruction:.1f} nats**. A perfect copy would cost "
        f"{found.floor:.1f}, since greys read as coins stay uncertain. The dearest pixel is in row {row + 1}, column "
        f"{column + 1}:"
    )


def cloud(found: Derivation) -> str:
    """Step 4."""
    i = found.loudest
    mean, spread = found.bill.mean[i], np.exp(found.bill.log_var[i] / 2)
    return (
        "A VAE's encoder gives two numbers where an AE's gives one: a mean μ and log σ² (*log_var*). They make a "
        "bell curve for each number of the code, and all of them together a cloud of codes, q(z|x). The "
        "logarithm may be any number, "
        f"and σ is positive all the same. Number {i + 1} says most of your digit: it lies around "
        f"**{written(mean)}**, give or take "
        f"**{spread:.2f}**."
    )


def draw(found: Derivation) -> str:
    """Step 5."""
    return (
        "The decoder gets one code z out of the cloud. How does the loss move if μ moves? Of a draw one can't "
        "ask that, of a sum one "
        "can. So all chance goes into ε, which no weight can change (*reparametrisation*). For number "
        f"{found.loudest + 1} of your digit:"
    )


PRIOR = (
    "With steps 3 to 5 alone, training shrinks the clouds to points, far apart: then each code is exact, and "
    "nobody knows where to "
    "draw a new one. So it is agreed before any digit is seen where codes are to lie: around 0 with spread 1, the *prior*. "
    "*KL* is how far a cloud is from it. For two bell curves it is a plain sum, with a term for each number:"
)


def prices(found: Derivation) -> str:
    """Step 6, its numbers."""
    cheapest = int(found.bill.kl_terms.argmin())
    return (
        f"All {len(found.bill.mean)} together cost **{found.bill.kl:.2f} nats**. The cheapest, number {cheapest + 1}, costs "
        f"{found.bill.kl_terms[cheapest]:.2f}: nearest to N(0, 1), it says least."
    )


JENSEN = (
    "How dear is x under the decoder, whatever its code? Average its score over all codes of the prior: that is s(x). But "
    "nearly all of these codes draw another digit. So draw from the cloud instead, and weigh each draw by p(z)/q(z|x). The "
    "logarithm of an average is never below the average of the logarithms (*Jensen's inequality*), for the logarithm's curve "
    "bends down:"
)


def two_draws(found: Derivation) -> str:
    """Step 7, its numbers: Jensen's inequality on two draws."""
    two = found.weights[:2]
    one, other = (written(float(each), 1) for each in two)
    before, after = float(np.logaddexp(*two) - np.log(2)), float(two.mean())
    return (
        f"Two draws from your digit's cloud have weights with the logarithms {one} and {other}. The logarithm of the average "
        f"weight is **{written(before, 1)}**, the average of the logarithms **{written(after, 1)}**."
    )


ELBO = (
    "The last line is the *evidence lower bound*. Its first half is minus the reconstruction of step 3, averaged "
    "over the cloud; its "
    "second is the KL of step 6. Both can be computed, and both can be trained by."
)


SUM = (
    "A VAE makes −ELBO small. One throw of ε stands for the average over the cloud: over many digits and "
    "steps, training sees enough of them. At your throw:"
)


def averaged(found: Derivation) -> str:
    """Step 8, averaged over many draws."""
    return (
        f"Over {found.weights.size} throws, −ELBO of your digit is **{-found.elbo:.2f} ± {found.doubt:.2f} nats** "
        "(standard error)."
    )


def loose(found: Derivation) -> str:
    """Step 9."""
    return (
        "What the inequality gives away is the KL between the cloud and the true posterior p(z|x): the encoder's "
        "bell curves are not "
        "quite the shape of all codes that draw your digit well. An average over k draws before the logarithm gives away less "
        f"(Burda et al. 2016). With k = 1 your digit has **{-found.elbo:.2f}**, with k = {K} it has "
        f"**{-found.bound:.2f}**: −log s(x) is lower still, so −ELBO is too high by at least about "
        f"**{found.bound - found.elbo:.2f} nats**."
    )


def weighted(found: Derivation) -> str:
    """Step 10."""
    return (
        "β weighs the KL: loss = reconstruction + β·KL. This model was trained with β = 1, where the loss is "
        "−ELBO. With β above 1 the "
        "loss is still no lower than −log s(x), only looser; below 1 it promises nothing. What your digit would be charged:"
    )
