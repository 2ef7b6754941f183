"""What the lesson on reconstruction says: its promise, its parts, its captions, and what to make of it. No Streamlit here."""

from collections.abc import Mapping

from autoencoders.digits.kinds import Damage

PROMISE = "Each model squeezes 784 pixels into a **code** of 10 to 100 numbers and redraws the digit from it."

GUESS = "draw an 8. Which model loses a loop first?"
"""What the one-file page asks, which has no questions that are judged."""

PARTS = {
    "digit": "Where the digit comes from",
    "noise": "Noise, or other damage",
    "more_noise": "The kind of damage, the noise's draw and clipping",
    "models": "Models and trainings",
    "usual": "How usual the digit is",
    "table": "The table of scores",
    "curve": "The chart of noise",
    "files": "Files to take away",
    "explanation": "What to make of it",
    "code": "The code",
}
"""Parts of the page that a lesson's link may show or not."""

MNIST_FORM = (
    "MNIST digits are white on black, fit into 20×20 and have their centre of mass in the middle. What you draw is "
    "made as large, a dot too."
)

NOTHING_CHOSEN = "Choose at least one model and one training above. The report had no twin-10 and no vae-20."

SCORES = (
    "Every score compares with the clean digit; ↓ means that lower is better, and ★ marks the best model of a column. Two grey "
    "rows are there to compare with: **what went in**, as it is (with noise it is no table of probabilities, so it has no "
    "cross-entropy), and **the mean image**, what a model draws that never looked at yours: the average of all training digits. "
    "The **floor** is the cross-entropy of a perfect copy: a grey is read as a coin, which stays uncertain, so it is not 0. "
    "The error map is output − clean: :blue[blue] is ink that is missing and :red[red] is ink that should not be there."
)

LINEAR = (
    "**Is a network worth its training?** pca-10 is no network: principal component analysis (PCA) is the best that a code of "
    "ten numbers can do when encoder and decoder only add and multiply, and a formula finds it. Choose it beside mlp-10."
)
"""The linear rival: what it is, and what to compare it with."""

INPUT, MEAN = "what went in", "the mean image"
"""Titles of the rows to compare with."""


def worse(count: int, of: int) -> str:
    """How many of `of` test digits, without noise, a model gives back with a larger squared error than this digit."""
    return f"{count:,} of {of:,} clean test digits come back worse than this one"


EXPLANATION = (
    "- **A code is a bottleneck.** With 10 numbers a model keeps what digits have in common (where the strokes run) and "
    "drops what makes yours special. With 100 numbers nearly everything fits.\n"
    "- **The conv AE beats the MLP AE at d = 10 with under a third of its parameters.** Its small filters are shared by all "
    "places of the picture, and a stroke looks alike wherever it is.\n"
    "- **Little noise does less harm than a narrow code.** Where a grey line is above a model's, you would do better "
    "to keep the noisy picture than to send it through that model. The dotted one is the noisy picture clipped to [0, 1]: what "
    "is darker than black becomes black, what is brighter than white becomes white. That costs nothing and takes much of the "
    "noise away, so it is what a denoiser has to beat. Follow the lines to the right: the noisy "
    "input falls steadily, while a model holds its level for a while, since the noise does not fit into its code "
    "either. Denoising pays at larger σ, or with a larger d.\n"
    "- **The VAE looks sharper than both AEs at d = 10, but its networks are far larger** (820,004 parameters against "
    "16,474 and 4,683). That is no fair match: choose twin-10, an AE with the VAE's own layers, and see it give "
    "digits back better still.\n"
    "- **Trained as in the report, the autoencoders are blurrier.** 4,000 steps are about four passes over the data. Switch "
    "both trainings on and compare: more training sharpens them all, and at d = 100 the MLP and the conv AE end level. The "
    "report's VAE had 30,000 steps; what it lacks is another matter, told in the lesson on what a VAE pays for."
)

RIVALS = {d: (f"pca-{d}", f"mlp-{d}.assignment", f"mlp-{d}") for d in (10, 100)}
"""PCA and the MLP AE of the same size of code, as in the report and trained further, by that size."""


def linear_words(psnr: Mapping[str, float]) -> str:
    """What to make of PCA, from the mean PSNR on the test digits, in dB, of all models in `RIVALS`."""
    said = []
    for d, names in RIVALS.items():
        pca, short, long = (psnr[name] for name in names)
        said.append(
            f"With d = {d} PCA gives test digits back with {pca:.1f} dB; the MLP AE trained as in the report with {short:.1f}, "
            f"{beside(short - pca)}, and trained further with {long:.1f}, {beside(long - pca)}."
        )
    return (
        f"- **An autoencoder has to earn its lead over PCA.** {' '.join(said)} The MLP AE is one layer each way: all that it has "
        "over PCA are two bends, LeakyReLU on its code and the sigmoid on its pixels. What pays is training, and more layers: "
        "choose conv-10 and twin-10 too. Be fair to both: PCA makes the squared error small, which is what PSNR tells, and these "
        "networks learned to make the cross-entropy small. What PCA adds up to may leave the range from black to white; it is "
        "cut off there, which helps PCA a little.\n"
        "- **Strong noise hardly moves PCA with 10 numbers.** A code of d numbers lets d of 784 parts of the noise's square "
        "through, whatever the digit. mlp-10, which never saw noise, falls far behind it."
    )


def beside(lead: float) -> str:
    """A lead of so many dB over PCA, in words."""
    much = "far " if abs(lead) >= FAR else ""
    return f"{much}{'better' if lead > 0 else 'worse'}"


FAR = 3.0
"""dB from which on a lead is large: half the squared error."""


def curve_title(damage: Damage) -> str:
    """The heading over the chart."""
    return f"How much {'noise' if damage.is_noise else 'damage'} can each of them take?"


def damage_chart_words(damage: Damage, given: float, winners: list[str]) -> str:
    """The same of other damage than noise, for who cannot see the chart."""
    at = damage.kind.words(damage.kind.at, damage.strength)
    return (
        f"PSNR of each model's output against the strength of the damage ({damage.kind.title.lower()}), with the damaged "
        f"digit's own as a grey line. At {at} the damaged digit has {given:.1f} dB; "
        + (f"above it: {', '.join(winners)}." if winners else "no chosen model is above it.")
    )


def damage_winners_words(damage: Damage, given: float, winners: list[str], chosen: int) -> str:
    """The same of other damage than noise, under the chart; for a digit that was moved, what a low PSNR means."""
    at = damage.kind.words(damage.kind.at, damage.strength)
    said = f"At {at} the damaged digit itself has **{given:.1f} dB**, and {who_does_better(winners, chosen, '')}"
    return said + (f" {MOVED}" if damage.kind.name in ("shift", "rotation") else "")


MOVED = (
    "All is measured against the digit where it was, so a low PSNR says: not undone. A model that gives a moved digit back "
    "just as it was given scores as low as the input does."
)
"""Of shift and rotation: what the scores mean."""

DAMAGE = (
    "- **A denoiser is good at what it was taught.** Press “Denoisers side by side”: the same network four times, taught noise "
    "of σ = 20/255, 0.2, 0.4 and 0.8. Who learned strong noise leads where noise is strong, and pays for it with detail where "
    "there is little. The report's 20/255 taught hardly more than to copy: its code of 10 numbers has no room for so little "
    "noise anyway. Then choose blur or a rotation as damage: none of them was taught that. One was taught masks: .mask."
)
"""What to make of damage other than the report's noise."""


def chart_words(sigma: str, given: float, clipped: float | None, winners: list[str]) -> str:
    """The chart for who cannot see it: the noisy input's PSNR in dB at this σ, and clipped where it is not; the models above."""
    lines = "with the noisy input's own as a grey line" + (
        ", and clipped as a dotted one" if clipped is not None else ""
    )
    return (
        f"PSNR of each model's output against the strength of the noise, {lines}. At σ = "
        f"{sigma} the noisy input has {given:.1f} dB{'' if clipped is None else f', and clipped {clipped:.1f} dB'}; "
        + (f"above it: {', '.join(winners)}." if winners else "no chosen model is above it.")
    )


def winners_words(sigma: str, given: float, clipped: float | None, winners: list[str], chosen: int) -> str:
    """Under the chart: who of the `chosen` does better than the noisy input at this σ, and than that clipped where it is not."""
    better = who_does_better(winners, chosen, "" if clipped is None else " than that")
    also = "" if clipped is None else f"; clipped to [0, 1] it has **{clipped:.1f} dB**"
    return f"At σ = {sigma} the noisy input itself has **{given:.1f} dB** on this digit{also}, and {better}"


def who_does_better(winners: list[str], chosen: int, than: str) -> str:
    """Who of the `chosen` does better `than` that, as the end of a sentence."""
    if not winners:
        return f"**no chosen model does better{than}.**"
    if len(winners) == chosen > 1:
        return f"**every chosen model does better{than}.**"
    return f"**{', '.join(winners)}** {'does' if len(winners) == 1 else 'do'} better{than}."
