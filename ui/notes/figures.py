"""The graph of a VAE with a digit's numbers in its nodes and on its arrows, as HTML. No Streamlit here.

Rows from top to bottom: x; μ, σ and ε; z; x̂; the price. So it has the same shape on a phone.
"""

from collections.abc import Sequence
from html import escape

import numpy as np

from autoencoders.scores.digit_bill import Bill

from ..aside.number_table import written
from ..colors import GREY, VERMILION
from ..pictures import data_url, grey

STYLE = f"""
<style>
.graph {{display:grid; grid-template-columns:repeat(3, minmax(0, 1fr)); column-gap:0.5rem; max-width:36rem; margin:0 0 1rem;
        font-size:0.85rem; line-height:1.3; --family:{VERMILION}; --chance:{GREY}}}
.graph .node {{border:2px solid var(--family); border-radius:0.5rem; padding:0.3rem 0.4rem}}
.graph .chance {{border-color:var(--chance); border-style:dashed}}
.graph .picture {{display:flex; align-items:center; gap:0.6rem}}
.graph .picture img {{width:60px; height:60px; image-rendering:pixelated; display:block}}
.graph .wide {{grid-column:1 / -1}}
.graph .two {{grid-column:1 / 3}}
.graph .list {{display:grid; grid-template-columns:repeat(2, minmax(0, 1fr)); font-variant-numeric:tabular-nums;
              font-size:0.78rem; text-align:right; column-gap:0.3rem}}
.graph .wide .list {{grid-template-columns:repeat(5, minmax(0, 1fr))}}
.graph .loud {{font-weight:700; text-decoration:underline}}
.graph .edge {{display:flex; align-items:center; gap:0.5rem; min-height:2.4rem; padding:0.35rem 0 0.35rem 1.6rem;
             position:relative}}
.graph .edge::before {{content:""; position:absolute; left:0.7rem; top:0; bottom:5px; border-left:3px solid var(--family)}}
.graph .edge::after {{content:""; position:absolute; left:calc(0.7rem - 4.5px); bottom:0; border:6px solid transparent;
                     border-top-color:var(--family); border-bottom:0}}
.graph .edge.thrown::before {{border-left:3px dashed var(--chance)}}
.graph .edge.thrown::after {{border-top-color:var(--chance)}}
.graph p {{margin:0; font-size:inherit; line-height:inherit}}
</style>
"""


def graph(found: Bill, digit: str, read: Sequence[str]) -> str:
    """The way of a digit, which is `digit` in words; `read` says what its picture and that of z show."""
    loud = int(found.kl_terms.argmax())
    spread = np.exp(found.log_var / 2)
    mean, width, epsilon, z = (float(each[loud]) for each in (found.mean, spread, found.epsilon, found.z))
    d = len(found.mean)
    kind = f"{d} numbers"
    return (
        f"{STYLE}<div class='graph' role='group' aria-label='{escape(in_words(found, digit))}'>"
        + _picture("x", f"{digit}: 784 numbers", found.image, f"The digit that goes in: {digit}{read[0]}")
        + f"<div class='edge two'>encoder: 784 → 2 · {d}</div><div></div>"
        + _node(f"μ <small>{kind}</small>", found.mean, loud)
        + _node(f"σ <small>{kind}</small>", spread, loud)
        + _node("ε <small>thrown</small>", found.epsilon, loud, "node chance")
        + "<div class='edge two'><p>μ + σ·ε; underlined:<br>"
        + f"{written(mean)} + {width:.3f} · {_bracketed(epsilon)} = {written(z)}</p></div>"
        + "<div class='edge thrown'>from N(0, I)</div>"
        + _node(f"z <small>{kind}: the code that is drawn</small>", found.z, loud, "node wide")
        + f"<div class='edge two'>decoder: {d} → 784</div><div></div>"
        + _picture(
            "x̂",
            "784 greys, each a coin's chance of ink",
            found.picture,
            f"What the decoder draws from z{read[1]}",
        )
        + "<div class='edge wide'><p>x̂ against x: <b>reconstruction "
        + f"{found.reconstruction:.1f}</b> nats<br>μ, σ against N(0, I): <b>KL {found.kl:.1f}</b> nats</p></div>"
        + f"<div class='node wide'><b>−ELBO ≈ {found.reconstruction:.1f} + {found.kl:.1f} = {found.loss(1):.1f} "
        + "nats</b></div></div>"
    )


def in_words(found: Bill, digit: str) -> str:
    """The graph for who cannot see it."""
    d = len(found.mean)
    return (
        f"From x to −ELBO: {digit} goes through the encoder, which gives {d} means μ and {d} spreads σ. With {d} "
        "thrown numbers ε "
        f"they make the code z = μ + σ·ε, and the decoder draws x̂ from it. x̂ costs {found.reconstruction:.1f} nats and the KL "
        f"{found.kl:.1f}, together {found.loss(1):.1f}."
    )


def _picture(name: str, caption: str, image: np.ndarray, alt: str) -> str:
    return (
        f"<div class='node wide picture'><img src='{data_url(grey(image))}' alt='{escape(alt)}'>"
        f"<p><b>{name}</b><br>{escape(caption)}</p></div>"
    )


def _node(title: str, values: np.ndarray, loud: int, kind: str = "node") -> str:
    cells = "".join(
        f"<span{' class=loud' if i == loud else ''}>{written(float(value))}</span>" for i, value in enumerate(values)
    )
    return f"<div class='{kind}'><b>{title}</b><div class='list'>{cells}</div></div>"


def _bracketed(value: float) -> str:
    text = written(value)
    return f"({text})" if text.startswith("−") else text
