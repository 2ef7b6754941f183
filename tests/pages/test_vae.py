"""The lesson on samples, blends and traverses, without a browser."""

import re

import pytest

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.densities import random_codes
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS
from ui.pictures import data_url, wall

PATH = "pages/vae.py"


def pictures(app):
    """The walls, in order."""
    return re.findall(r"src='([^']+)'", block(app, "class='walls'"))


def block(app, mark):
    """The piece of HTML with this mark in it."""
    return next(html.value for html in app.html if mark in html.value)


@pytest.mark.parametrize("part", ["Sample", "Blend", "Traverse"])
def test_every_part_opens_from_its_link_with_content(part, open_page):
    app = open_page(PATH, part=part)
    assert app.get_by_key("part").value == part
    assert any("Guess before you look" in text.value for text in app.markdown)
    assert any("<img" in html.value for html in app.html) or app.get("bidi_component")
    app.toggle(key="vae_source").set_value(True).run()
    assert "def " in app.code[0].value
    assert not app.exception


def test_a_prior_changes_only_the_aes_wall_and_seed_and_temperature_change_both(open_page):
    app = open_page(PATH)
    ae_wall, vae_wall = pictures(app)
    app.get_by_key("prior").set_value("a Gaussian fitted to its codes").run()
    assert pictures(app)[0] != ae_wall
    assert pictures(app)[1] == vae_wall
    gaussian = pictures(app)[0]
    app.get_by_key("prior").set_value("ten Gaussians fitted to its codes").run()
    assert pictures(app)[0] not in (ae_wall, gaussian)
    before = pictures(app)
    app.button(key="roll_seed").click().run()
    assert not set(before) & set(pictures(app))
    before = pictures(app)
    app.slider(key="temperature").set_value(0.3).run()
    assert not set(before) & set(pictures(app))
    assert not app.exception


@pytest.mark.parametrize("prior", ["a Gaussian fitted to its codes", "ten Gaussians fitted to its codes"])
def test_the_vae_gets_the_same_kind_of_prior_where_that_is_asked_for(prior, open_page):
    app = open_page(PATH)
    assert app.toggle(key="prior_vae").disabled  # with N(0, I) there is nothing to switch
    plain = pictures(app)[1]
    app.get_by_key("prior").set_value(prior).run()
    ae_wall, vae_wall = pictures(app)
    assert vae_wall == plain
    app.toggle(key="prior_vae").set_value(True).run()
    assert pictures(app)[0] == ae_wall
    assert pictures(app)[1] != plain
    assert block(app, "class='walls'").count(f"codes from {prior}") == 2
    fitted = getattr(load_codes("vae-10"), {"a": "gaussian", "ten": "mixture"}[prior.split()[0]])
    drawn = ae.load("vae-10").decode(random_codes(fitted, 36, 10, 1.0, 0))
    unclear = read_judge(WEIGHTS / JUDGE)[0].look(drawn)[1].max(axis=1) < 0.9
    assert 0 < unclear.sum() < 36
    assert pictures(app)[1] == data_url(wall(drawn, 6, unclear=unclear), 3), "what is no clear digit has its corner"
    assert "◤ no clear digit" in block(app, "class='walls'")
    linked = open_page(PATH, prior=prior, prior_vae="true")
    assert pictures(linked) == pictures(app)


def test_a_blend_has_the_frames_asked_for_and_the_way_matters(open_page):
    app = open_page(PATH, part="Blend", frames="7", digit_b="1")
    rows = block(app, "class='blend'")
    assert rows.count("<img") == 3 * 7
    assert rows.count("class='far") == 3
    app.get_by_key("way").set_value("spherical").run()
    assert block(app, "class='blend'") != rows
    app.slider(key="along").set_value(0).run()
    assert block(app, "class='large'").count("frame 1 of 7") == 3
    assert not app.exception


def test_a_random_start_is_rolled(open_page):
    app = open_page(PATH, part="Traverse", origin="a random code", seed="5")
    assert app.number_input(key="seed").value == 5
    app.button(key="roll_seed").click().run()
    assert app.number_input(key="seed").value != 5
    assert not app.exception


@pytest.mark.parametrize(
    "query",
    [
        {"part": "Dream"},
        {"part": "Blend", "frames": "999", "along": "-3", "way": "crooked"},
        {"temperature": "hot", "seed": "-1"},
    ],
)
def test_a_link_with_nonsense_in_it_opens_the_page(query, open_page):
    assert open_page(PATH, **query).title


def test_moved_numbers_come_from_the_link_and_nonsense_is_named(open_page):
    assert not open_page(PATH, part="Traverse", moved="3:1.5 10:-2").warning
    app = open_page(PATH, part="Traverse", moved="3:1.5 11:0 x 2:nan 4:9")
    assert r"“11\:0 x 2\:nan 4\:9” was left out" in app.warning[0].value


def test_missing_codes_are_a_sentence(open_page, monkeypatch):
    def gone(name):
        raise ae.WeightsError(f"{name}.codes.safetensors is not here.")

    monkeypatch.setattr("ui.cached.codes", gone)
    app = open_page(PATH)
    assert not app.error  # N(0, I) needs no codes
    app.get_by_key("prior").set_value("ten Gaussians fitted to its codes").run()
    assert "is not here" in app.error[0].value
    app.get_by_key("part").set_value("Blend").run()
    assert not app.error
    assert block(app, "class='blend'").count("<img") == 27


@pytest.mark.parametrize(
    ("task", "part", "hidden"),
    [
        ("samples", "Sample", "walls"),
        ("sizes", "Sample", ""),
        ("middle", "Blend", "blend"),
        ("ends", "Traverse", "sliders"),
    ],
)
def test_a_question_hides_its_answer_until_it_is_given(open_page, task, part, hidden):
    def seen(app):
        text = " ".join(html.value for html in app.html)
        there = {name for name in ("walls", "blend") if f"class='{name}'" in text}
        return there | {"sliders" for each in app.get("bidi_component") if "sliders" in str(each.proto)}

    def told(app):
        return bool(next(each for each in app.expander if each.label == "What to make of it").markdown)

    everything = {"Sample": {"walls"}, "Blend": {"blend"}, "Traverse": {"sliders"}}[part]
    app = open_page(PATH, task=task)
    assert app.get_by_key("part").value == part
    assert seen(app) == everything - {hidden}
    assert ("class='veil'" in " ".join(html.value for html in app.html)) == bool(hidden)
    assert told(app) == (not hidden)
    app.button(key="task_show").click().run()
    assert not app.exception
    assert seen(app) == everything
    assert told(app)
    answer = app.session_state["answers"][task]
    assert answer.measured
    assert answer.on.split(",")[0] == {"Sample": "seed 0", "Blend": "test digit 8", "Traverse": "test digit 8"}[part]


def test_missing_codes_are_a_sentence_in_place_of_a_measurement(open_page, monkeypatch):
    def gone(name):
        raise ae.WeightsError(f"{name}.codes.safetensors is not here.")

    monkeypatch.setattr("ui.cached.codes", gone)
    app = open_page(PATH, task="samples")
    app.button(key="task_show").click().run()
    assert "is not here" in app.error[0].value
    assert not app.exception
