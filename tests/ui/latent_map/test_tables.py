"""The tables under the maps say what the facts are, and the sentences under them follow their numbers."""

import numpy as np
import pytest

from autoencoders.codes import Codes
from autoencoders.densities import Mixture
from autoencoders.scores.ring_facts import facts
from ui.latent_map import words
from ui.latent_map.betas import NAMES, Worth, worth
from ui.latent_map.tables import betas_table, facts_table

SOME = Mixture(np.ones(1), np.zeros((1, 2)), np.eye(2)[None])


def test_the_table_says_what_the_facts_are():
    mean = np.array([[0.0, 0.0], [10.0, 0.0]], dtype=np.float32)
    found = facts(Codes(mean, np.array([3, 7], dtype=np.uint8), None, SOME, SOME, "weights"))
    html = facts_table({"<AE>": found}, {"<AE>": "#123456"})
    for said in ("&lt;AE&gt;", "5.00 and 0.00", ">3</td>", "50%", "#123456", "86%"):
        assert said in html


def test_the_table_over_beta_has_a_row_for_each_and_marks_one():
    found = facts(Codes(np.zeros((2, 2), np.float32), np.array([3, 7], dtype=np.uint8), None, SOME, SOME, "weights"))
    of_ae = worth({"test_bce_per_pixel": 0.25}, found, 0.05)
    of_vae = worth({"test_bce_per_pixel": 9.0, "reconstruction": 144.04, "kl": 6.06}, found, 0.33)
    assert (of_ae.reconstruction, of_ae.kl, of_vae.reconstruction) == (196.0, None, 144.04)
    html = betas_table({"AE": of_ae, "<4>": of_vae}, {"AE": "#123456", "<4>": "#654321"}, "<4>")
    _, of_one, of_other = html.split("<tbody>")[1].split("<tr")
    for said in ("AE", ">196.0<", ">–<", ">100%<", ">5%<", "#123456"):
        assert said in of_one
    for said in ("β = &lt;4&gt;", ">144.0<", ">6.1<", ">33%<", "class='now'", "aria-current"):
        assert said in of_other
    assert "now" not in of_one


def test_the_sentences_on_beta_follow_the_numbers_and_are_silent_without_them_all():
    worths = {"AE": Worth(140, None, 0.05, 0.1, 0.04)}
    worths |= {beta: Worth(140 + i, 60.0 / (i + 1), 0.1 * i, 0.1, 0.02 * i) for i, beta in enumerate(NAMES)}
    said = words.betas(worths)
    for part in (
        "From β = 0 to β = 8",
        "from 60 to 8.6 nats",
        "60% of the codes",
        "146.0 nats in place of 140.0",
        "β = 8, 12%",
    ):
        assert part in said
    assert words.betas({label: each for label, each in worths.items() if label != "4"}) == ""


@pytest.mark.parametrize(("real", "said"), [(0.9719, "97.2 %"), (None, "")])
def test_how_far_the_judge_can_be_believed_is_said_with_its_layer(real, said):
    assert "taught to doubt" in words.under_the_maps("read as", "a digit", real)
    assert ("%" in words.judge_words(real)) == bool(said)
    assert said in words.under_the_maps("read as", "a digit", real)
    assert "doubt" not in words.under_the_maps("points", "a digit", real)
