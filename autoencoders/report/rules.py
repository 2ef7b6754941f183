"""The rules that judge the report's claims: the measured numbers in, a verdict and what was measured in words out.

All losses are binary cross-entropies in nats per pixel, on test images unless a rule says otherwise. Two numbers are level that
differ by no more than two trainings do that differ in their seed alone (`seeds.py`); ± is the standard deviation over seeds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..recipes import REPORT_NOISE
from ..scores.samples import CONFIDENT, THRESHOLDS, recognised_at
from .seeds import level_of, with_spread

VERDICTS = HOLDS, CAVEAT, FAILS, UNKNOWN = "holds", "holds with a caveat", "doesn't hold", "not measured"
NEAR, NEARLY = 0.05, 0.10
"""Shares of a loss that the report gives in two digits: so close to it a claim holds, or holds with a caveat."""

CHEAP = 0.5
"""Nats of −ELBO that a wrong objective may cost and still be a caveat: half a percent of it, by our choice."""

AS_OFTEN, HALF_AS_OFTEN = 0.95, 0.5
"""How often samples are recognised, as a share of how often the same model's copies of real digits are: from here a claim holds,
or with a caveat."""

Numbers = Mapping[str, Any]


@dataclass(frozen=True)
class Finding:
    """What was measured, in words, and the verdict that follows."""

    measured: str
    verdict: str


BCE = "test_bce_per_pixel"


def lead(numbers: Numbers, name: str, than: str, measure: str = BCE) -> float:
    """By how much a variant's measure is lower than another's, 0 where they are level."""
    found = float(numbers["variants"][than][measure]) - float(numbers["variants"][name][measure])
    return 0.0 if abs(found) <= level_of(numbers, measure, name, than) else found


def final_loss(name: str, said: float) -> Callable[[Numbers], Finding]:
    """Is the training loss at the end what the report says, `NEAR` or at least `NEARLY`?"""

    def find(numbers: Numbers) -> Finding:
        trained = float(numbers["variants"][name]["train_bce_per_pixel"])
        off = abs(trained - said) / said
        words = with_spread(numbers, name, "train_bce_per_pixel")
        return Finding(
            f"**{words}** over the last 500 training steps, {off:.1%} from it; "
            f"{with_spread(numbers, name, 'test_bce_per_pixel')} on test images.",
            HOLDS if off <= NEAR else CAVEAT if off <= NEARLY else FAILS,
        )

    return find


def wider_is_better(numbers: Numbers) -> Finding:
    """Does each network lose less with d = 100 than with d = 10, by more than a seed does, in both trainings?"""
    pairs = {
        f"{title}{words}": (f"{kind}-10{suffix}", f"{kind}-100{suffix}")
        for suffix, words in ((".assignment", ""), ("", ", trained further"))
        for kind, title in (("mlp", "MLP"), ("conv", "conv"))
    }
    better = [lead(numbers, wide, narrow) > 0 for narrow, wide in pairs.values()]
    text = "; ".join(
        f"{title} {with_spread(numbers, narrow, BCE)} → **{with_spread(numbers, wide, BCE)}**"
        for title, (narrow, wide) in pairs.items()
    )
    return Finding(f"Loss, d = 10 → 100: {text}.", HOLDS if all(better) else CAVEAT if all(better[:2]) else FAILS)


def conv_is_ahead(numbers: Numbers) -> Finding:
    """Is the conv AE ahead at both d, as the report trains them and also at convergence?"""
    parts, ahead = [], []
    for suffix, when in ((".assignment", "After the report's 4,000 steps"), ("", "At convergence")):
        names = {d: (f"mlp-{d}{suffix}", f"conv-{d}{suffix}") for d in (10, 100)}
        ahead.append(all(lead(numbers, conv, mlp) > 0 for mlp, conv in names.values()))
        words = [
            f"{with_spread(numbers, mlp, BCE)} against **{with_spread(numbers, conv, BCE)}** at d = {d}"
            + (" (level)" if lead(numbers, conv, mlp) == 0 else "")
            for d, (mlp, conv) in names.items()
        ]
        seeds = [level_of(numbers, BCE, *names[d]) for d in names]
        parts.append(
            f"{when}: {' and '.join(words)}, where other seeds make differences of up to {seeds[0]:.4f} and {seeds[1]:.4f}."
        )
    verdict = FAILS if not ahead[0] else HOLDS if ahead[1] else CAVEAT
    return Finding("Loss of the MLP AE against the conv AE. " + " ".join(parts), verdict)


def parameters(numbers: Numbers) -> Finding:
    """Do the networks with d = 10 have as many thousands of parameters as the report says?"""
    mlp, conv = (numbers["variants"][name]["parameters"] for name in ("mlp-10", "conv-10"))
    right = (round(mlp, -3), round(conv, -3)) == (16_000, 5_000)
    return Finding(f"MLP **{mlp:,}**, conv **{conv:,}**.", HOLDS if right else FAILS)


def under_a_third(numbers: Numbers) -> Finding:
    """Does the conv AE win at d = 10 with less than a third of the MLP's parameters?"""
    mlp, conv = (numbers["variants"][name]["parameters"] for name in ("mlp-10", "conv-10"))
    wins = [lead(numbers, f"conv-10{suffix}", f"mlp-10{suffix}") > 0 for suffix in (".assignment", "")]
    text = f"**{conv / mlp:.1%}** of the parameters ({conv:,} of {mlp:,}); it wins in {sum(wins)} of the two trainings."
    return Finding(text, FAILS if not wins[0] or conv * 3 >= mlp else HOLDS if wins[1] else CAVEAT)


def denoising_satisfies(numbers: Numbers) -> Finding:
    """Is a denoiser's output with d = 10 closer to the clean digit than its input is, clipped to [0, 1], at σ = 20/255?

    Clipping needs no model, and each pixel that it moves comes closer: who can't beat that has not denoised.
    """
    noise = numbers["noise"]
    at = list(numbers["sigmas"]).index(REPORT_NOISE)
    given = noise["clipped"]["psnr"]
    names = [f"{kind}-denoise-10{suffix}" for suffix in (".assignment", "") for kind in ("mlp", "conv")]
    found = {name: float(noise[name]["psnr"][at]) for name in names}
    beat = [value - given[at] > level_of(numbers, "noisy_psnr", name) for name, value in found.items()]
    pays = [
        sigma
        for i, sigma in enumerate(numbers["sigmas"])
        if given[i] is not None and any(noise[name]["psnr"][i] > given[i] for name in names)
    ]
    best = max(float(noise[f"{kind}-denoise-100"]["psnr"][at]) for kind in ("mlp", "conv"))
    text = f"At σ = 20/255 the noisy input, clipped to [0, 1], has **{given[at]:.1f} dB** PSNR "
    text += f"({noise['input']['psnr'][at]:.1f} dB as it is), the outputs with d = 10 have "
    text += ", ".join(f"{value:.1f}" for value in found.values())
    text += f" dB (MLP and conv as in the report, then trained further), the best with d = 100 {best:.1f} dB. "
    text += f"With d = 10 it starts to pay at σ = {min(pays):.1f}." if pays else "With d = 10 it pays at no σ up to 1."
    return Finding(text, HOLDS if all(beat[:2]) else CAVEAT if any(beat) else FAILS)


def vae_is_less_blurry(numbers: Numbers) -> Finding:
    """Does the VAE beat the report's AEs with d = 10 in SSIM and in edges kept, and also an AE with its own networks?"""
    rows = numbers["variants"]

    def sharper(name: str, than: str) -> bool:
        return all(-lead(numbers, name, than, measure) > 0 for measure in ("ssim", "edges"))

    aes = all(sharper("vae-10.assignment", f"{kind}-10.assignment") for kind in ("mlp", "conv"))
    fair = sharper("vae-10", "twin-10")
    shown = {
        "MLP AE": "mlp-10.assignment",
        "conv AE": "conv-10.assignment",
        "VAE": "vae-10.assignment",
        "VAE trained further": "vae-10",
        "AE with the VAE's networks, trained further": "twin-10",
    }
    parts = [
        f"{title} {with_spread(numbers, name, 'ssim', '.3f')} and {with_spread(numbers, name, 'edges', '.1%')}"
        for title, name in shown.items()
    ]
    larger = rows["vae-10"]["parameters"] / rows["mlp-10"]["parameters"]
    text = f"SSIM and share of the edges kept: {'; '.join(parts)}. The VAE has **{larger:.0f} times** the MLP AE's parameters."
    return Finding(text, FAILS if not aes else HOLDS if fair else CAVEAT)


def minimises_the_elbo(numbers: Numbers) -> Finding:
    """Was the report's VAE trained with the KL of its formula, or did it at least cost next to nothing (`CHEAP`), or no more than
    another seed does?
    """
    rows = numbers["variants"]
    beta = rows["vae-10.assignment"]["beta"]
    good, bad, own = (
        with_spread(numbers, name, "negative_elbo", ".1f") for name in ("vae-10", "vae-10.beta-2", "vae-10.assignment")
    )
    cost = rows["vae-10.beta-2"]["negative_elbo"] - rows["vae-10"]["negative_elbo"]
    cheap = max(CHEAP, level_of(numbers, "negative_elbo", "vae-10", "vae-10.beta-2"))
    text = f"The report's code minimises reconstruction + **{beta:g}**·KL. Trained alike, −ELBO is {good} nats with "
    text += f"β = 1 and **{bad}** with β = 2; the report's own training reaches {own}."
    return Finding(text, HOLDS if beta == 1 else CAVEAT if cost < cheap else FAILS)


def samples_look_like_digits(numbers: Numbers) -> Finding:
    """Does the judge recognise samples nearly as often as the model's own copies of real digits, or half as often?

    A decoder that blurs the codes of real digits can hardly be expected to draw random ones more clearly. From which
    probability on a picture counts as recognised is our choice, so a clear verdict must be the same with each of
    `THRESHOLDS`; else it is a caveat.
    """
    found = numbers["samples"]
    own, further, copies = (
        found[f"vae-10{of}"] for of in (".assignment, N(0, I)", ", N(0, I)", ".assignment, reconstructions")
    )
    real, noise = found["real test images"], found["noise"]

    def shares(of: Mapping[str, Any]) -> list[float]:
        names = map(recognised_at, THRESHOLDS)
        return [float(own[name]["mean"]) / float(of[name]["mean"]) for name in names]

    verdicts = [HOLDS if share >= AS_OFTEN else CAVEAT if share >= HALF_AS_OFTEN else FAILS for share in shares(copies)]
    text = f"A classifier recognises **{own['recognised']['mean']:.1%}** ± {own['recognised']['se']:.1%} of the samples with "
    text += f"confidence {CONFIDENT:g} or more (trained further with β = 1: {further['recognised']['mean']:.1%}), "
    text += f"{copies['recognised']['mean']:.1%} of what the same VAE gives back of real test digits, "
    text += f"{real['recognised']['mean']:.1%} of these digits and {noise['recognised']['mean']:.1%} of noise. "
    against = ", ".join(f"{share:.2f} from {each:g} on" for each, share in zip(THRESHOLDS, shares(copies), strict=True))
    text += f"As a share of the VAE's own copies: {against}; of the real digits: "
    text += ", ".join(f"{share:.2f}" for share in shares(real)) + ". "
    if len(set(verdicts)) == 1:
        return Finding(f"{text}The verdict is the same with each.", verdicts[0])
    at = {
        verdict: [f"{each:g}" for each, its in zip(THRESHOLDS, verdicts, strict=True) if its == verdict]
        for verdict in verdicts
    }
    told = ", ".join(f"at {', '.join(each)} it {verdict}" for verdict, each in at.items())
    return Finding(f"{text}The verdict hangs on that choice: {told}.", CAVEAT)
