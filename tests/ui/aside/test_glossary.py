"""The glossary: terms are unlike and short, and each lesson that a term is listed for says it somewhere, on its page."""

import re
from collections import Counter

import pytest

from tests.checkout import FILES, source
from ui.aside.glossary import MEANINGS, USED, of_lesson, terms
from ui.frame import LESSONS

ALONGSIDE = {
    "latent_map": ["ui/browser/map/words.js", "ui/browser/map/maps.js"],
    "vae": ["ui/browser/sliders.js"],
    "reconstruct": ["ui/model_choice.py", "ui/input/noise.py"],
    "assignment": ["autoencoders/report/claims.py", "autoencoders/report/page.py"],
}
"""What a lesson shows from elsewhere."""


ORDINARY = {
    "code",
    "d",
    "mean",
    "step",
    "sample",
    "judge",
    "hole",
    "loss",
    "spread",
    "number in use",
    "batch",
    "seed",
    "ring",
}
"""Terms whose names are words of plain English too."""


ALSO = {
    "autoencoder (AE)": ("AE", "autoencoder"),
    "bound with k draws": ("bound",),
    "d": ("d =", "d:"),
    "denoising AE": ("denoising", "denoiser"),
    "entropy floor": ("floor",),
    "fitted density": ("fitted Gaussian", "fit a density", "a fitted", "fit a Gaussian"),
    "latent space": ("map",),
    "log_var": ("log-variance",),
    "MLP, conv, twin": ("MLP",),
    "MSE": ("squared error",),
    "nat": ("nats",),
    "noise σ": ("noise",),
    "number in use": ("numbers in use", "active units", "in use"),
    "optimizer": ("Adam", "Adadelta"),
    "pixel": ("pixels",),
    "posterior": ("cloud",),
    "principal component analysis (PCA)": ("PCA",),
    "ring": ("rings",),
    "sample": ("samples",),
    "seed": ("seeds",),
    "spherical way": ("spherical",),
    "spread": ("standard deviation",),
    "step": ("steps",),
    "unused number": ("unused", "not used", "says nothing"),
    "variational autoencoder (VAE)": ("VAE",),
}
"""How else the lessons spell a term."""


def text_of(lesson):
    own = [name for name in FILES if re.fullmatch(rf"(pages/{lesson}|ui/{lesson}/\w+)\.py", name)]
    assert own
    return "\n".join(joined(source(name)) for name in [*own, *ALONGSIDE.get(lesson, [])])


def joined(text):
    """Strings that go on in the next line as one."""
    return re.sub(r'"\s*\n\s*f?"', "", text)


def says(text, spelling):
    return re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", text, flags=re.IGNORECASE)


def test_no_term_and_no_anchor_is_there_twice():
    rows = terms()
    assert max(Counter(row.anchor for row in rows).values()) == 1
    assert max(Counter(row.meaning for row in rows).values()) == 1
    assert [row.anchor for row in rows] == sorted(row.anchor for row in rows)
    assert all(re.fullmatch("word-[a-z0-9]+(-[a-z0-9]+)*", row.anchor) for row in rows)


@pytest.mark.parametrize("term", terms(), ids=lambda term: term.anchor)
def test_a_meaning_is_one_to_three_short_sentences(term):
    sentences = re.split(r"(?<=[.:;]) ", term.meaning)
    assert term.meaning.endswith(".")
    assert 1 <= term.meaning.count(". ") + 1 <= 3
    assert max(len(sentence.split()) for sentence in sentences) <= 26
    assert term.lessons


def test_the_lists_name_only_terms_that_there_are_and_all_lessons():
    assert list(USED) == [row.name for row in LESSONS]
    named = {name for row in USED.values() for name in row.split(" | ")}
    assert named == MEANINGS.keys()
    assert ALSO.keys() <= MEANINGS.keys()


@pytest.mark.parametrize("lesson", USED)
def test_a_lesson_says_each_of_its_terms(lesson):
    text = text_of(lesson)
    silent = [
        term.name
        for term in of_lesson(lesson)
        if not any(says(text, each) for each in (term.name, *ALSO.get(term.name, ())))
    ]
    assert not silent, f"{lesson} is listed for terms that it never says: {silent}"
    assert len(of_lesson(lesson)) >= 10


@pytest.mark.parametrize("lesson", USED)
def test_a_term_that_stands_in_a_lessons_words_is_listed_for_it(lesson):
    """Those that are no `ORDINARY` words."""
    text = joined(source(f"ui/{lesson}/words.py"))
    there = {term.name for term in terms() if term.name not in ORDINARY and says(text, term.name)}
    unlisted = there - {term.name for term in of_lesson(lesson)}
    assert not unlisted, f"{lesson} says {sorted(unlisted)}, and its words leave them out"
