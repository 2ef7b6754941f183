"""The words of the lessons, each explained in one or two sentences, and which lessons use it. Data; no Streamlit here.

A term is a row of `MEANINGS`: it is explained here once, for the notes and for the words beside each lesson.
"""

import re
from dataclasses import dataclass
from functools import cache

MEANINGS = {
    "aggregate posterior": (
        "The clouds of all digits together: where a VAE's codes are as a whole. Training pulls it towards the prior."
    ),
    "attractor": "A fixed point that draws in what is around it: outputs that are fed back end there.",
    "autoencoder (AE)": (
        "Two networks in a row: an encoder that makes a code of a picture, and a decoder that redraws the picture "
        "from it."
    ),
    "batch": "The digits of one training step, drawn by chance. Their average loss says where to move the weights.",
    "Bernoulli score": (
        "How well the decoder's y fit the pixels x: y for ink, 1 − y for paper, something between for a grey, multiplied over "
        "all pixels. Papers write p(x|z), though over greys it does not add up to 1."
    ),
    "β": "The weight of the KL in a VAE's loss: reconstruction + β·KL. With β = 1 the loss is −ELBO.",
    "blend": "One digit turned into another: the decoder draws codes on the way between their two codes.",
    "bottleneck": (
        "The narrow place between encoder and decoder: fewer numbers than pixels, so something must be left out."
    ),
    "bound with k draws": (
        "A closer limit than the ELBO: k codes are drawn from the digit's cloud, and their weights averaged. It gets "
        "closer the larger k is."
    ),
    "class entropy": (
        "How evenly made-up digits fall into the ten classes: 2.303 nats if all ten are as frequent, 0 if it is "
        "always one."
    ),
    "code": "The d numbers that the encoder makes of a picture. They are all that the decoder gets.",
    "cross-entropy": (
        "The price of a reconstruction in nats: for each pixel, minus the logarithm of its Bernoulli score. Without the "
        "minus it is the Bernoulli term."
    ),
    "d": "How many numbers a code has.",
    "decoder": "The network that draws a picture from a code.",
    "denoising AE": "An autoencoder that gets a noisy picture and must give back the clean one.",
    "edges kept": (
        "How much a copy changes from pixel to pixel, as a share of what the digit does. A blurry copy keeps less."
    ),
    "ELBO": (
        "Evidence lower bound: a number that the log of the Bernoulli score, averaged over all codes, is never below. −ELBO = "
        "reconstruction + KL is what a VAE makes small."
    ),
    "encoder": "The network that makes a code of a picture. A VAE's gives a mean and a log_var for each number.",
    "entropy floor": (
        "The cross-entropy of a perfect copy. It is not 0, because grey pixels, read as coins, stay uncertain."
    ),
    "epoch": "Once through the training data: as many steps as it has batches.",
    "ε": "The chance in a code: d numbers from N(0, 1), thrown anew each time. No weight can change them.",
    "error map": (
        "Output minus clean digit, pixel by pixel: blue is ink that is missing, red is ink that should not be there."
    ),
    "fixed point": "A picture that a model gives back as it is. Fed back, it stays where it is.",
    "fitted density": (
        "A Gaussian, or a mixture of ten, laid over a model's codes after its training. Codes drawn from it make an AE "
        "sample, and a VAE sample better."
    ),
    "Gaussian": "The bell curve: most values near its middle, few far away. In several dimensions it is a round or long cloud.",
    "hole": "A place on the map far from every real code, where the decoder never learned to draw.",
    "judge": "A small classifier that says which digit a picture is, and how sure it is. It can be wrong.",
    "judge Fréchet distance": (
        "How differently samples and test digits are spread in the judge's features; 0 for no difference. It is not "
        "Inception FID."
    ),
    "KL": (
        "How far one distribution is from another, in nats; 0 if they are the same. Here: a digit's cloud from N(0, "
        "I). Short for Kullback–Leibler divergence."
    ),
    "latent space": (
        "The space of all codes. A code of d numbers is a point in it; with d = 2 it can be drawn as a map."
    ),
    "learning rate": "How far each training step moves the weights.",
    "log_var": (
        "The logarithm of a variance, log σ². The encoder gives it, since it may be any number and a variance may not."
    ),
    "loss": (
        "The one number that training makes small. For an AE it is the cross-entropy, for a VAE reconstruction + β·KL."
    ),
    "mean": (
        "Where the middle of a digit's cloud is: the first of the two numbers that a VAE's encoder gives for each "
        "number of the code."
    ),
    "manifold": (
        "The thin curved sheet on which digits are believed to lie among all pictures. What a model makes of that, one measures."
    ),
    "mean image": (
        "The average of all training digits. Who never looks at your digit can do no better than draw it every time."
    ),
    "mixture": (
        "Several Gaussians added up, each with a weight. It can follow the shape of a cloud of codes that one can't."
    ),
    "MLP, conv, twin": (
        "Kinds of networks. MLP: plain layers; conv: small filters that all places of a picture share; twin: an AE "
        "with the VAE's own layers."
    ),
    "MNIST": "70,000 handwritten digits of 28 × 28 pixels; the models here learned from 60,000 of them.",
    "MSE": "Mean squared error: the average of (output − clean)² over the pixels. 0 for the same picture.",
    "N(0, I)": "Random numbers from the bell curve with mean 0 and standard deviation 1, each by itself.",
    "nat": "The unit of these prices, in which the logarithm is the natural one. A fair coin's toss costs log 2, 0.69 nats.",
    "noise σ": "The standard deviation of the random numbers that are added to the pixels; 1 is from black to white.",
    "number in use": (
        "A number of the code whose mean varies with the digit: its variance over the test digits is above 0.01. Also "
        "active unit."
    ),
    "optimizer": (
        "The rule that makes a move of a gradient: SGD goes straight down, Adam and Adadelta remember past steps."
    ),
    "parameters": "The numbers that a network learns; here a few thousand to a million of them.",
    "pixel": "One of the 28 × 28 = 784 numbers of a picture, from 0 (paper) to 1 (ink).",
    "posterior": (
        "The cloud of codes of one digit: a bell curve with its own mean and spread for each number, written q(z|x). "
        "It stands in for the true p(z|x)."
    ),
    "principal component analysis (PCA)": (
        "The best that a code of d numbers can do when encoder and decoder may only add and multiply: no layers, no curves. A "
        "formula finds it."
    ),
    "prior": (
        "What is believed of a code before any digit is seen: N(0, I). New digits are made of codes drawn from it."
    ),
    "projection": "What moves a picture onto a sheet once, and leaves all pictures on it where they are. PCA is one.",
    "PSNR": "Squared error in decibels: 10 more is a tenth of the error. Higher is better.",
    "reconstruction": "The picture that the decoder makes of a digit's code; also its price, the cross-entropy.",
    "reparametrisation": (
        "Writing a draw as z = mean + spread·ε. The chance is in ε, so one can ask how the loss moves with mean and "
        "spread."
    ),
    "report": (
        "What a student wrote on nine autoencoders, which the last lesson checks. Some models are trained as it says."
    ),
    "ring": "All places that are 1, 2 or 3 standard deviations of N(0, I) from the middle of the map.",
    "sample": "A picture that the decoder draws from a random code: a digit that nobody wrote.",
    "seed": "The number from which chance begins. The same seed gives the same random numbers.",
    "spherical way": (
        "A way from code to code on an arc. It keeps the length of the code, where a straight way cuts the corner."
    ),
    "spread": (
        "Standard deviation: how wide a digit's cloud is in one number of the code, exp(log_var/2). Its square is the "
        "variance."
    ),
    "SSIM": (
        "How alike two pictures are in structure, in small windows: brightness, contrast, pattern. 1 for the same "
        "picture."
    ),
    "step": "One move of all weights to where the loss of one batch falls.",
    "temperature": (
        "What the spread of random codes is multiplied by. Below 1 they keep to the middle; above 1 they dare more."
    ),
    "traverse": "Moving one number of a code while the others stay, and watching what the decoder draws.",
    "unused number": (
        "A number of the code that says nothing: its cloud is N(0, 1) whatever the digit. Where many are, one speaks "
        "of posterior collapse."
    ),
    "variational autoencoder (VAE)": (
        "An autoencoder whose code is a cloud, not a point, and whose loss holds these clouds near N(0, I)."
    ),
}
"""Every term as it is spelled, and what it means."""

USED = {
    "reconstruct": (
        "autoencoder (AE) | bottleneck | code | cross-entropy | d | decoder | denoising AE | encoder | entropy floor | error "
        "map | judge | mean image | MLP, conv, twin | MNIST | MSE | nat | noise σ | parameters | pixel | principal component "
        "analysis (PCA) | PSNR | reconstruction | report | SSIM | step | variational autoencoder (VAE)"
    ),
    "latent_map": (
        "aggregate posterior | autoencoder (AE) | β | code | decoder | hole | judge | KL | latent space | loss | MNIST | "
        "N(0, I) | posterior | prior | reconstruction | ring | spread | variational autoencoder (VAE)"
    ),
    "vae": (
        "attractor | autoencoder (AE) | β | blend | code | d | decoder | denoising AE | encoder | fitted density | fixed point | "
        "Gaussian | hole | judge | KL | loss | manifold | mixture | N(0, I) | nat | noise σ | pixel | principal component "
        "analysis (PCA) | prior | projection | report | sample | seed | spherical way | spread | temperature | traverse | "
        "unused number | variational autoencoder (VAE)"
    ),
    "objective": (
        "autoencoder (AE) | Bernoulli score | β | code | cross-entropy | d | decoder | ELBO | encoder | entropy floor | ε | "
        "judge | KL | log_var | loss | mean | MNIST | N(0, I) | nat | number in use | pixel | posterior | reconstruction | "
        "reparametrisation | report | sample | spread | step | unused number | variational autoencoder (VAE)"
    ),
    "train": (
        "batch | β | code | d | epoch | judge | KL | learning rate | loss | mean image | MLP, conv, twin | nat | noise σ | "
        "optimizer | reconstruction | report | seed | step | variational autoencoder (VAE)"
    ),
    "assignment": (
        "autoencoder (AE) | Bernoulli score | bound with k draws | class entropy | code | cross-entropy | d | decoder | "
        "denoising AE | edges kept | ELBO | fitted density | judge | judge Fréchet distance | KL | MLP, conv, twin | MSE | "
        "N(0, I) | nat | noise σ | number in use | parameters | pixel | prior | PSNR | reconstruction | report | sample | "
        "seed | SSIM | step | variational autoencoder (VAE)"
    ),
    "dimensions": (
        "autoencoder (AE) | β | code | cross-entropy | d | ELBO | KL | loss | MLP, conv, twin | MSE | nat | number in use | "
        "pixel | principal component analysis (PCA) | reconstruction | seed | variational autoencoder (VAE)"
    ),
}
"""The lessons, in their order, by the names of their scripts in pages/, and the terms that each uses."""

GREEK = {"β": "beta", "ε": "epsilon", "σ": "sigma"}
"""Greek letters in terms, as an anchor and the alphabet have them."""


@dataclass(frozen=True)
class Term:
    """A word as it is spelled, what it means, and the lessons that use it."""

    name: str
    meaning: str
    lessons: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """What a link to this row ends in, behind its #: small letters of the Latin alphabet, Greek ones by their names."""
        spelled = "".join(GREEK.get(letter, letter) for letter in self.name.lower())
        return "word-" + re.sub("[^a-z0-9]+", "-", spelled).strip("-")


def terms() -> list[Term]:
    """All terms as a dictionary has them; Greek letters stand where their names would."""
    names = {lesson: row.split(" | ") for lesson, row in USED.items()}
    rows = [
        Term(name, meaning, tuple(lesson for lesson in names if name in names[lesson]))
        for name, meaning in MEANINGS.items()
    ]
    return sorted(rows, key=lambda term: term.anchor)


@cache
def of_lesson(lesson: str) -> list[Term]:
    """The terms of this lesson, as a dictionary has them; every run of its page asks for them."""
    return [term for term in terms() if lesson in term.lessons]
