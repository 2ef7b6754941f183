"""The lesson on samples, blends and traverses, without a browser."""

import re

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.densities import random_codes
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS
from ui.pictures import data_url, grey, wall

PATH = "pages/vae.py"


def pictures(app):
    """The walls, in order."""
    return re.findall(r"src='([^']+)'", block(app, "class='walls'"))


def block(app, mark):
    """The piece of HTML with this mark in it."""
    return next(html.value for html in app.html if mark in html.value)


@pytest.mark.parametrize("part", ["Sample", "Blend", "Traverse", "Fed back"])
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


def charts(app):
    """What the charts say to who can't see them."""
    return [each.proto.alt for each in app.get("plotly_chart")]


def test_an_output_is_fed_back_through_the_models_of_the_chosen_size_and_noise(open_page, mnist):
    app = open_page(PATH, part="Fed back", task="none", fed_sigma="0", passes="3")
    rows = block(app, "class='blend fed'")
    assert [name in rows for name in ("twin-10", "conv-10", "vae-10")] == [True] * 3
    assert rows.count("<img") == 3 * 8
    assert rows.count("class='frame now'") == 3  # pass 3 stands in each strip
    eight = mnist.test_images[mnist.test_labels == 8][785:786].astype(np.float32) / 255
    for _ in range(3):
        eight = ae.load("vae-10").reconstruct(eight)
    assert data_url(grey(eight[0])) in rows
    assert data_url(grey(eight[0])) in block(app, "class='large'")
    app.get_by_key("fed_sigma").set_value("0.8").run()
    assert "conv-denoise-10.sigma-0.8" in block(app, "class='blend fed'")
    app.get_by_key("fed_size").set_value("100").run()
    assert "conv-denoise-100.sigma-0.8" in block(app, "class='blend fed'")
    assert any("No VAE with a hundred numbers" in caption.value for caption in app.caption)
    assert len(charts(app)) == 1
    app.slider(key="passes").set_value(0).run()
    assert ">step" not in block(app, "class='large'")
    assert not app.exception


def test_codes_of_two_numbers_have_their_way_drawn_and_a_hundred_digits_an_end(open_page):
    app = open_page(PATH, part="Fed back", task="none", fed_size="2")
    steps, of_ae, of_vae = charts(app)
    assert steps.startswith("Length of each step")
    assert of_ae.startswith("AE: from (")
    assert of_vae.startswith("VAE: from (")
    assert app.get_by_key("fed_sigma").disabled
    (explained,) = (each for each in app.expander if each.label == "What to make of it")
    assert "Switch on" in explained.markdown[0].value
    app.toggle(key="hundred").set_value(True).run()
    assert block(app, "class='bill'").count("<th scope='row'>") == 3
    assert len(re.findall("<div class='fed-ends'", block(app, "class='fed-ends'"))) == 3
    assert "What they end as" in next(
        each.value for each in app.markdown if "None of them is a projection" in each.value
    )
    assert not app.exception


def test_the_question_on_a_hundred_digits_hides_their_ends_and_switches_them_on(open_page):
    app = open_page(PATH, task="ends-left", fed_size="2")
    text = " ".join(html.value for html in app.html)
    assert text.index("class='veil'") < text.index("class='blend fed'")
    assert "class='bill'" not in text
    app.button(key="task_show").click().run()
    assert block(app, "class='bill'").count("<th scope='row'>") == 3
    count = re.search(r"(\d+) in the AE \(twin-2\)", app.session_state["answers"]["ends-left"].measured)
    assert count
    assert f"AE: {count[1]} different picture" in block(app, "class='fed-ends'")
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
        {"part": "Fed back", "passes": "51", "fed_size": "3", "fed_sigma": "−1", "hundred": "maybe"},
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
        ("fifty", "Fed back", "blend fed"),
    ],
)
def test_a_question_hides_its_answer_until_it_is_given(open_page, task, part, hidden):
    def seen(app):
        text = " ".join(html.value for html in app.html)
        there = {name for name in ("walls", "blend", "blend fed") if f"class='{name}'" in text}
        return there | {"sliders" for each in app.get("bidi_component") if "sliders" in str(each.proto)}

    def told(app):
        return bool(next(each for each in app.expander if each.label == "What to make of it").markdown)

    everything = {"Sample": {"walls"}, "Blend": {"blend"}, "Traverse": {"sliders"}, "Fed back": {"blend fed"}}[part]
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
    assert answer.on.split(",")[0] == ("seed 0" if part == "Sample" else "test digit 8")


def test_missing_codes_are_a_sentence_in_place_of_a_measurement(open_page, monkeypatch):
    def gone(name):
        raise ae.WeightsError(f"{name}.codes.safetensors is not here.")

    monkeypatch.setattr("ui.cached.codes", gone)
    app = open_page(PATH, task="samples")
    app.button(key="task_show").click().run()
    assert "is not here" in app.error[0].value
    assert not app.exception
