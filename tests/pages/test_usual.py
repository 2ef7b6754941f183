"""On every lesson that gives a digit back stands how usual it is, by the models of that lesson; an own model among them."""

import re

import pytest

import autoencoders as ae
from autoencoders.scores import strangeness
from ui import cached

PAGES = [
    ("pages/reconstruct.py", {"models": ["conv-100", "vae-20"]}, {"conv-100", "vae-20"}),
    ("pages/latent_map.py", {}, {"twin-2", "vae-2"}),
    ("pages/vae.py", {"part": "Traverse"}, {"twin-10", "vae-10"}),
    ("pages/objective.py", {"topic": "Point or cloud", "beta": "4"}, {"vae-10.beta-4"}),
    ("pages/objective.py", {"topic": "Term by term", "beta": "0"}, {"vae-10.beta-0"}),
    ("pages/notes.py", {}, {"twin-10", "vae-10"}),
]


def strips(app) -> list[str]:
    return [each.value for each in app.html if "class='usual'" in each.value]


@pytest.mark.parametrize(("path", "query", "names"), PAGES, ids=[f"{path} {query}" for path, query, _ in PAGES])
def test_each_lesson_says_how_usual_the_digit_is(path, query, names, open_page, mnist):
    app = open_page(path, input="Aliens", alien="Grey noise", **query)
    (html,) = strips(app)
    assert set(re.findall(r"data-live='at error ([^']+)'", html)) == names
    assert set(re.findall(r"data-live='at negative_elbo ([^']+)'", html)) == {name for name in names if "vae" in name}
    assert "data-live='at distance" in html
    assert html.count(" beyond'") == html.count("role='img'"), "noise is beyond all of them"
    (said,) = [each.value for each in app.markdown if "Stranger than 99 %" in each.value]
    assert "Every measure here notices it" in said


def test_a_blend_has_the_places_of_both_ends(open_page, mnist):
    app = open_page(
        "pages/vae.py", part="Blend", input="Aliens", alien="Small dot", input_b="Aliens", alien_b="White specks"
    )
    first, second = strips(app)
    assert " beyond'" not in first
    assert second.count(" beyond'") == 4
    said = [
        each.value
        for each in app.markdown
        if re.match("From no digit: small dot|To no digit: white specks", each.value)
    ]
    assert ["No measure here notices" in said[0], "Stranger than 99 %" in said[1]] == [True, True]


def test_a_lesson_s_question_hides_the_places_with_the_digit(open_page):
    app = open_page("pages/latent_map.py", task="nearest")
    hidden = not strips(app)
    app.button(key="task_show").click().run()
    assert not app.exception
    assert hidden
    assert strips(app)


def test_a_negative_elbo_in_a_strip_is_that_of_the_measure(open_page, mnist):
    app = open_page("pages/objective.py", topic="Term by term", input="Pick", digit="3", number="0", beta="1")
    (html,) = strips(app)
    row = int((mnist.test_labels == 3).argmax())
    expected = strangeness.negative_elbo(cached.vae("vae-10"), mnist.test_images[row : row + 1])[0]
    told = re.search(r"data-live='place negative_elbo vae-10'>(\d+):", html)
    assert told
    assert int(told[1]) == round(expected)


def test_without_the_file_an_ae_is_measured_on_the_digits_that_are_here(open_page, monkeypatch, synthetic):
    def gone():
        raise ae.WeightsError("percentiles.safetensors is not there.")

    monkeypatch.setattr("ui.cached.percentiles", gone)
    app = open_page("pages/vae.py", part="Traverse")
    (html,) = strips(app)
    assert "at error twin-10" in html
    assert "at distance" not in html
