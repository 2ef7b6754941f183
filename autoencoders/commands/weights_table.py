"""`weights/README.md`: the table of all weights, made from the cards inside the files."""

from pathlib import Path

from ..scores.judge import JUDGE, read_judge
from ..variants import VARIANTS
from ..weights import WeightsError, card


def weights_table(folder: Path) -> str:
    """`weights/README.md`: what each file is and what it scores, from the cards."""
    lines = [
        "# Weights",
        "",
        "Written by `python -m autoencoders train`, from the cards inside the files; do not edit by hand.",
        "Scores are on the whole test set: cross-entropy in nats per pixel, PSNR in dB, and for a VAE −ELBO in nats per",
        "image (for `beta = 2` that is what it scores, not what it was trained on).",
        "",
        "| file | parameters | training | data | seed | kB | cross-entropy | PSNR | SSIM | −ELBO |",
        "|---|--:|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in VARIANTS:
        path = folder / f"{row.name}.safetensors"
        if not path.is_file():
            continue
        try:
            lines.append(_line(path))
        except (KeyError, TypeError, ValueError) as fault:
            if isinstance(fault, WeightsError):
                raise
            raise WeightsError(
                f"{path.name} has a card without all that the table of weights shows ({fault}): train it again."
            ) from None
    if (folder / JUDGE).is_file():
        fields = read_judge(folder / JUDGE)[1]
        lines += [
            "",
            f"`{JUDGE}` is the classifier that judges samples ({fields['parameters']:,} parameters, "
            f"{fields['recipe']['summary']}); {fields['scores']['accuracy']:.2%} of the test images are named right.",
        ]
    return "\n".join(lines) + "\n"


def _line(path: Path) -> str:
    """The row of one file."""
    fields = card(path)
    scores = fields["scores"]
    elbo = (
        f"{scores['negative_elbo']:.1f} = {scores['reconstruction']:.1f} + {scores['kl']:.1f}" if "kl" in scores else ""
    )
    beta = "" if fields["beta"] is None else f", beta = {fields['beta']:g}"
    psnr = "∞" if scores["psnr"] is None else f"{scores['psnr']:.2f}"  # of pictures that are given back exactly
    return (
        f"| {path.name} | {fields['parameters']:,} | {fields['recipe']['summary']}{beta} | {fields['data']['name']} "
        f"`{fields['data']['digest'][:8]}` | {fields['seed']} | {path.stat().st_size / 1000:,.0f} "
        f"| {scores['test_bce_per_pixel']:.4f} | {psnr} | {scores['ssim']:.4f} | {elbo} |"
    )
