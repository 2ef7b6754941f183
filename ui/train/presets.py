"""The ready-made choices in the box “Recipes to start from”, each with a word on what to watch for. No Streamlit here."""

from dataclasses import dataclass, replace

from autoencoders.recipes import REPORT_NOISE

from .choices import Choices


@dataclass(frozen=True)
class Preset:
    """A recipe to start from, and what to watch for."""

    name: str
    choices: Choices
    watch: str


def _presets() -> tuple[Preset, ...]:
    report = Choices(kind="MLP", d=10, optimizer="Adadelta", rate=1.0, steps=4_000)
    denoiser = replace(report, noise=REPORT_NOISE, shared=True)
    long = Choices(kind="MLP", d=10, rate=0.006, steps=60_000, cosine=True)
    return (
        Preset(
            "A first look: VAE, d = 2",
            Choices(),
            "Within a minute digits stand out from the mean blur, and the map falls into ten neighbourhoods.",
        ),
        Preset(
            "Report: MLP autoencoder",
            report,
            "The report got to 0.17 nats a pixel, that is about 133 an image. Does the curve still fall when it stops?",
        ),
        Preset(
            "Report: conv autoencoder",
            replace(report, kind="conv"),
            "Slow to leave the line of the mean image, and then past the MLP, with under a third of its parameters.",
        ),
        Preset(
            "Report: denoising MLP",
            denoiser,
            "The strip shows what it makes of noisy digits. One noise image serves a whole batch, as in the report.",
        ),
        Preset(
            "Report: VAE",
            Choices(d=10, beta=2.0, steps=30_000),
            "The report's code forgot the ½ of the KL, which is β = 2. Watch the two curves pull against each other.",
        ),
        Preset(
            "Converged: MLP autoencoder",
            long,
            "The rate falls to 0 on a half cosine. Most of the gain over the report's training comes before a quarter of it.",
        ),
        Preset(
            "Converged: conv autoencoder",
            replace(long, kind="conv"),
            "Ends near 100 nats, where the report's stopped near 112: most of its blur was too little training.",
        ),
        Preset(
            "Converged: VAE",
            Choices(d=10, rate=0.001, steps=60_000, cosine=True),
            "−ELBO, the sum of both curves, goes to about 105. The test curve leaves the training curve behind it late.",
        ),
        Preset(
            "Fails: Adadelta at Keras 3's default rate",
            replace(report, rate=0.001),
            "Keras 3 sets Adadelta's rate to 0.001, a thousandth of what it was made for: the curve lies flat. Pull the rate "
            "up to 1 while it runs.",
        ),
        Preset(
            "Fails: β = 20",
            Choices(d=10, beta=20.0, steps=4_000),
            "The KL falls to nearly 0, the code says nothing, and every digit becomes the same blur: the posterior has "
            "collapsed. Turn β down to 1 while it runs: does it recover?",
        ),
        Preset(
            "Fails: a rate far too high",
            Choices(kind="MLP", d=10, optimizer="SGD", rate=60.0, steps=4_000),
            "The steps overshoot: the loss leaps to millions and on until it is no number at all. The run stops, says where, "
            "and keeps the last model that had numbers. Reset, turn the rate down to 30, and the same run learns.",
        ),
    )


PRESETS = _presets()


def matching(choices: Choices) -> Preset | None:
    """The preset that these choices are, whatever the seed and the data."""
    return next((p for p in PRESETS if p.choices == replace(choices, seed=0, data=p.choices.data)), None)
