"""Hundreds of hostile weights files, cards and links, each from a seed: taken, or one sentence, and no crash."""

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

import autoencoders as ae
from autoencoders import validator
from tests.hostile_models import card, link, one_sentence, weights_file
from ui import own_models
from ui.stored import model_files

COUNT = 500
"""Files and cards, and parameters of links: some seconds of each. The first 10,000 of each kind were tried once."""

LINKS = 24
"""Links: each has over twenty parameters that concern its page."""

PARTS = 5
"""Tests that share the seeds among themselves, so that they can run side by side."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_card_is_taken_or_refused_in_a_sentence(part):
    for seed in range(part, COUNT, PARTS):
        fault, good = fault_of_card(seed)
        assert fault is None if good else fault is None or one_sentence(fault), f"seed {seed}: {fault}"


@pytest.mark.parametrize("part", range(PARTS))
def test_a_file_is_taken_or_refused_in_a_sentence(part, synthetic, monkeypatch):
    monkeypatch.setattr("ui.cached.dataset", lambda: synthetic)
    for seed in range(part, COUNT, PARTS):
        fault, good = fault_of_file(seed, synthetic.test_images[:3])
        assert fault is None if good else fault is None or one_sentence(fault), f"seed {seed}: {fault}"


@pytest.mark.parametrize("seed", range(LINKS))
def test_a_page_opens_whatever_its_link_says(seed):
    app = opened(seed)
    assert not app.exception, f"seed {seed}: {app.exception[0].value}"


def fault_of_card(seed: int) -> tuple[str | None, bool]:
    """Why the card of this seed is refused, or None, and whether it is a good one."""
    text, good = card(seed)
    try:
        validator.card_from("strange.safetensors", text)
    except ae.WeightsError as fault:
        return str(fault), good
    return None, good


def fault_of_file(seed: int, images: np.ndarray) -> tuple[str | None, bool]:
    """The same for a file that is uploaded; one that is taken has to make pictures of digits."""
    data, good = weights_file(seed)
    try:
        model, _ = model_files.model_from(data)
        own_models.check(model)
    except ae.WeightsError as fault:
        return str(fault), good
    assert np.isfinite(model.reconstruct(images)).all(), f"seed {seed}"
    return None, good


def opened(seed: int) -> AppTest:
    """The page of this seed's link, opened by it."""
    page, query = link(seed)
    app = AppTest.from_file("../app.py", default_timeout=60)
    app.switch_page(f"pages/{page}.py")
    for key, value in query.items():
        app.query_params[key] = value
    return app.run()
