"""What the lesson on training live says: its promise, its question, and what to make of it. No Streamlit here."""

PROMISE = (
    "A model starts with random numbers and knows nothing. Each **step** shows it a handful of digits and moves all its numbers "
    "a little to where the loss is smaller. Press **Play** and watch; pause, go back, and change things while it runs."
)

GUESS = (
    "how many steps until the first digit can be told from the others: ten, a hundred or a "
    "thousand? And which comes first, the right place of a stroke or its sharpness?"
)

STATES = {
    "new": "Not started. What you see is an untrained model.",
    "waiting": "In line for a free place, number {place}: the machine is busy with other runs.",
    "preparing": "Getting ready: the steps are being compiled.",
    "training": "Training",
    "stopping": "Pausing",
    "paused": "Paused",
    "finished": "Done: all steps are made",
}
"""Where a run stands; behind the last four follow its steps."""

CHANGED = "Your choices ask for a new run. **Play the new choices** starts it; the curve of this one stays, in grey."

ALL_STEPS_MADE = "All steps are made. Stop after more of them, or reset."

EXPLANATION = (
    "- **First the mean, then the digits.** A model first learns what all digits share: black corners, grey in the middle. "
    "Only below the grey line does it tell one digit from another.\n"
    "- **Train and test go together** here, because the code is narrow: there is little room to learn digits by heart. "
    "With few pictures of your own and a large d they part.\n"
    "- **The KL rises while the reconstruction falls.** A VAE buys detail with nats of KL, and β is the price. At "
    "β = 20 nothing is worth buying.\n"
    "- **A rate is a step's length.** Too small and the curve lies flat; too large and it jumps, or leaves the "
    "range of numbers altogether. What is right differs by optimizer: Adadelta wants 1, Adam about 0.001.\n"
    "- **More steps beat a better network** for a long while. Compare the report's recipe with the converged one."
)


def stopped(trouble: str, step: int) -> str:
    """What stopped a run, and the step of the snapshot at which it stands."""
    return f"{trouble} The run stands at its last good snapshot, step {step:,}: change something and press Play."


def on_test_digits(terms: str, mean_line: float, floor: float) -> str:
    """The losses of a run, `terms`, beside those of the mean image and of a perfect copy, in nats per image."""
    return (
        f"On test digits, in nats per image: {terms}. Drawing the mean image scores {mean_line:.0f}, a perfect "
        f"copy {floor:.0f}."
    )
