"""What the start page says. No Streamlit here."""

PROMISE = (
    "An **autoencoder** (AE) draws a picture from memory: an *encoder* squeezes its 784 pixels into a **code** of a few "
    "numbers, and a *decoder* draws the picture again from that code alone. A **variational autoencoder** (VAE) does the same "
    "with one difference: its encoder gives no point but a little **cloud**, a mean and a spread for each number. The two "
    "below have the same decoder networks and learned from the same digits."
)

REPORT = "What a lesson calls **the report** is what a student wrote on nine autoencoders. The last lesson checks its claims."
"""Under the heading of the lessons, since several speak of it before the last."""
