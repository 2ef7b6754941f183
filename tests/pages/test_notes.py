"""The notes: ten steps with the visitor's digit, every word, the sources, and the words beside each lesson."""

import re
from urllib.parse import parse_qs

import numpy as np
import pytest

from autoencoders.losses import kl
from ui import cached
from ui.aside.glossary import of_lesson, terms
from ui.frame import LESSONS
from ui.notes import words
from ui.notes.sources import SOURCES
from ui.objective.words import TERMS

PATH = "pages/notes.py"


def text(app):
    return "\n".join(each.value for each in app.markdown)


def graph(app):
    [html] = [block.value for block in app.html if "class='graph'" in block.value]
    return html


def test_there_is_a_heading_for_each_step_and_a_formula_for_most(open_page):
    app = open_page(PATH)
    wanted = [f"{number}. {title}" for number, title in enumerate(words.TITLES, start=1)]
    assert [each.value for each in app.subheader] == wanted
    assert len(app.latex) >= 10


@pytest.mark.parametrize("digit", [3, 8])
def test_the_numbers_are_those_of_the_digit_that_was_picked(digit, open_page):
    app = open_page(PATH, input="Pick", digit=str(digit), number="0")
    data = cached.dataset()
    image = data.test_images[np.flatnonzero(data.test_labels == digit)[0]].astype(np.float32) / 255
    price = float(kl(*cached.vae("vae-10").posterior(image[None]))[0])
    assert f"cost **{price:.2f} nats**" in text(app)
    assert f"KL {price:.1f}" in graph(app)
    assert f"**{int((image == 0).sum())}** of them are exactly 0" in text(app)


def test_another_throw_moves_the_code_and_not_the_kl(open_page):
    app = open_page(PATH, epsilon="7")
    before = graph(app)
    app.button(key="roll_epsilon").click().run()
    after = graph(app)
    assert not app.exception
    assert app.number_input(key="epsilon").value != 7
    assert before != after
    assert re.findall(r"KL [\d.]+", before) == re.findall(r"KL [\d.]+", after)


def test_what_is_no_density_is_said_to_be_none(open_page):
    app = open_page(PATH)
    [fold] = [each for each in app.expander if "no density" in each.label]
    assert "add up to 1" in fold.markdown[0].value
    assert re.search(r"makes \*\*1,\d{3}\.\d nats\*\* for your digit", fold.markdown[0].value)
    [link] = [each.proto for each in app.get("page_link") if each.proto.label == words.WHY_LEFT_OUT]
    assert parse_qs(link.query_string) == {"topic": [TERMS]}


def test_the_glossary_and_the_sources_are_whole(open_page):
    app = open_page(PATH, notes=words.WORDS)
    html = "".join(block.value for block in app.html)
    assert all(f"id='{term.anchor}'" in html for term in terms())
    app.segmented_control(key="notes").set_value(words.SOURCES).run()
    assert not app.exception
    assert all(source.link in text(app) for source in SOURCES)


@pytest.mark.parametrize("path", [row.path for row in LESSONS])
def test_beside_each_lesson_stand_its_words_and_the_way_to_all(path, open_page):
    app = open_page(path)
    name = path.removeprefix("pages/").removesuffix(".py")
    [listed] = [
        each.value
        for each in app.markdown
        if each.value.startswith("- **")
        and "\n- **VAE" not in each.value
        and all(f"- **{term.name}:**" in each.value for term in of_lesson(name))
    ]
    assert listed.count("\n") == len(of_lesson(name)) - 1
    links = [link.proto for link in app.get("page_link")]
    assert any(link.query_string == f"notes={words.WORDS}" for link in links)


def test_the_source_is_one_toggle_away_and_a_piece_at_a_time(open_page):
    app = open_page(PATH)
    assert not app.code
    app.toggle(key="notes_source").set_value(True).run()
    assert app.code[0].value.startswith("def bill(")
    app.segmented_control(key="notes_source_piece").set_value("the bound").run()
    assert [each.value.split("(")[0] for each in app.code] == ["def log_weights", "def importance_bound"]
