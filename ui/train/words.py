"""What the lesson on training live says: its promise, its question, and what to make of it. No Streamlit here."""

PROMISE = (
    "A model starts with random numbers and knows nothing. Each **step** shows it a handful of digits and moves all its numbers "
    "a little to where the loss is smaller. Press **Play** and watch; pause, go back, and change things while it runs."
)

GUESS = (
    "how many steps until the first digit can be told from the others: ten, a hundred or a "
    "thousand? And which comes first, the right place of a stroke or its sharpness?"
)

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
