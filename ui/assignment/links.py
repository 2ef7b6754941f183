"""For each claim of the report, the lesson and the state of it in which one sees for oneself. No Streamlit here."""

from dataclasses import dataclass

BOTH = ["as in the report", "trained further"]


@dataclass(frozen=True)
class Link:
    """A page, what one sees there, and the widgets' values that the link sets."""

    path: str
    label: str
    query: dict[str, str | list[str]]


def side_by_side(label: str, models: list[str], training: list[str], sigma: str = "0.00") -> Link:
    """The lesson on reconstruction with these models on a picked digit."""
    query: dict[str, str | list[str]] = {"input": "Pick", "models": models, "training": training}
    return Link("pages/reconstruct.py", label, query | ({"sigma": sigma} if sigma != "0.00" else {}))


LINKS = {
    "loss-mlp": side_by_side("The MLP AE in both trainings", ["mlp-10"], BOTH),
    "loss-conv": side_by_side("The conv AE in both trainings", ["conv-10"], BOTH),
    "parameters": side_by_side("Both AEs with d = 10", ["mlp-10", "conv-10"], BOTH[:1]),
    "third": side_by_side("Both AEs with d = 10, in both trainings", ["mlp-10", "conv-10"], BOTH),
    "wider": side_by_side("d = 10 beside d = 100", ["mlp-10", "mlp-100", "conv-10", "conv-100"], BOTH[:1]),
    "conv": side_by_side("Both AEs with d = 100, in both trainings", ["mlp-100", "conv-100"], BOTH),
    "denoising": side_by_side(
        "The denoisers at σ = 20/255, beside the noisy digit", ["mlp-denoise-10", "conv-denoise-10"], BOTH, "20/255"
    ),
    "blur": side_by_side("The VAE beside the AEs and its twin", ["mlp-10", "conv-10", "vae-10", "twin-10"], BOTH),
    "half": Link("pages/objective.py", "The missing half, term by term", {"topic": "The missing half"}),
    "samples": Link("pages/vae.py", "Draw samples yourself", {"part": "Sample"}),
}
