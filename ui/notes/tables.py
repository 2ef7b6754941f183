"""The lists of the notes as HTML: a digit's pixels and codes, prices by β, the glossary, the sources. No Streamlit here."""

from collections.abc import Iterable, Mapping
from html import escape

import numpy as np

from autoencoders.scores.digit_bill import INK, Bill

from ..aside.glossary import Term
from ..aside.number_table import number_table, written
from .sources import Source

STYLE = """
<style>
.pixels {display:grid; grid-template-columns:repeat(28, minmax(0, 1fr)); max-width:60rem; margin:0 0 1rem; padding:0;
         font-size:0.72rem; font-variant-numeric:tabular-nums; text-align:center; line-height:1.5}
.pixels .ink {font-weight:700; background:color-mix(in srgb, currentColor 16%, transparent)}
@media (max-width: 640px) {.pixels {grid-template-columns:repeat(14, minmax(0, 1fr))}}
.notes-list {margin:0; padding:0 !important; max-width:50rem}
.notes-list dt {font-weight:700; margin-top:0.8rem; scroll-margin-top:4.5rem}
.notes-list dd {margin:0.1rem 0 0; padding:0}
.notes-list small {opacity:0.75}
.letters {display:flex; flex-wrap:wrap; gap:0.2rem; margin:0 0 0.4rem}
.letters a {min-width:2rem; line-height:2rem; text-align:center; text-decoration:none; border-radius:0.3rem;
            border:1px solid color-mix(in srgb, currentColor 30%, transparent); color:inherit}
</style>
"""

BETAS = (0.25, 1, 4)
"""Weights of the KL to compare: a quarter, what the model was trained with, and four times that."""


def pixel_row(greys: np.ndarray) -> str:
    """A row of pixels, `(28,)` in [0, 1], as numbers; what counts as ink is marked."""
    exact = {0.0: "0", 1.0: "1"}
    cells = (
        f"<span{' class=ink' if grey > INK else ''}>{exact.get(float(grey)) or f'{grey:.2f}'.lstrip('0')}</span>"
        for grey in greys
    )
    return f"{STYLE}<div class='pixels'>{''.join(cells)}</div>"


def code_table(found: Bill) -> str:
    """A row a number of the code: its cloud, its chance, its place, its price; and the sum of the prices."""
    columns = (found.mean, found.log_var, np.exp(found.log_var / 2), found.epsilon, found.z, found.kl_terms)
    rows = [
        (str(i), [written(float(value)) for value in row], False)
        for i, row in enumerate(zip(*columns, strict=True), start=1)
    ]
    return number_table(
        ["no.", "mean", "log_var", "σ", "ε", "z", "KL, nats"],
        [*rows, ("sum", ["", "", "", "", "", written(found.kl)], True)],
        "All numbers of your digit's code",
    )


def beta_table(found: Bill) -> str:
    """The loss of the digit at some β."""
    rows = [
        (
            f"β = {beta:g}",
            [written(found.reconstruction), written(beta * found.kl), written(found.loss(beta))],
            beta == 1,
        )
        for beta in BETAS
    ]
    return number_table(["", "reconstruction", "+ β·KL", "= loss"], rows, "Nats of your digit, at your throw")


def glossary_list(terms: Iterable[Term], lessons: Mapping[str, str]) -> str:
    """Every term with a place that a link can lead to; `lessons` are the titles of the lessons by name."""
    rows = list(terms)
    first: dict[str, str] = {}
    for term in rows:
        first.setdefault(term.anchor.removeprefix("word-")[0].upper(), term.anchor)
    letters = "".join(
        f"<a href='#{anchor}' aria-label='Words with {letter}'>{letter}</a>" for letter, anchor in first.items()
    )
    body = "".join(
        f"<dt id='{term.anchor}'>{escape(term.name)}</dt><dd>{escape(term.meaning)}<br>"
        f"<small>{escape(' · '.join(lessons[lesson] for lesson in term.lessons))}</small></dd>"
        for term in rows
    )
    return f"{STYLE}<nav class='letters'>{letters}</nav><dl class='notes-list'>{body}</dl>"


def source_list(sources: Iterable[Source]) -> str:
    """The papers as Markdown, each with what it is here for; Streamlit opens such links beside this page, so the visit stays."""
    return "\n".join(
        f"- **[{each.title}]({each.link})**  \n  {each.authors} ({each.year}). {each.venue}.  \n  {each.says}"
        for each in sources
    )
