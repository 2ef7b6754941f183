"""The lesson on reconstruction, without a browser: controls change the table, links restore it, bad input gets a sentence."""

import io
import json
import re

import numpy as np
import pytest
from PIL import Image

import autoencoders as ae
from autoencoders.chance import following
from autoencoders.digits.aliens import KINDS as ALIENS
from autoencoders.digits.aliens import alien
from autoencoders.digits.kinds import KINDS, NOISE, Damage
from autoencoders.digits.noise import standard_noise
from autoencoders.recipes import REPORT_NOISE
from autoencoders.scores import strangeness
from autoencoders.scores.digit_scores import psnr_curves
from ui import cached, computed
from ui.input.noise import written
from ui.input.pick import test_images as images_of
from ui.model_choice import SIDE_BY_SIDE, STARTERS
from ui.reconstruct.words import winners_words

PATH = "pages/reconstruct.py"


def table(app):
    return next(html.value for html in app.html if "<table class='rows'>" in html.value)


def titles(app):
    return [row.title for row in ae.VARIANTS if f"<strong>{row.title}</strong>" in table(app)]


def test_the_default_models_are_the_four_kinds_and_the_vae(open_page):
    assert titles(open_page(PATH)) == [row.title for row in ae.VARIANTS if row.name in STARTERS]


def test_noise_changes_the_outputs_and_the_same_draw_repeats_them(open_page):
    app = open_page(PATH)
    clean = table(app)
    app.select_slider(key="sigma").set_value(0.5).run()
    noisy = table(app)
    app.number_input(key="draw").set_value(4).run()
    fresh = table(app)
    app.number_input(key="draw").set_value(0).run()
    assert len({clean, noisy, fresh}) == 3
    assert table(app) == noisy
    app.toggle(key="clip").set_value(True).run()
    assert table(app) not in (clean, noisy, fresh)
    assert not app.exception


def test_the_dice_and_the_reports_sigma(open_page, caplog):
    assert open_page(PATH).button(key="roll_noise").disabled  # there is no noise to be another
    app = open_page(PATH, input="Pick", sigma="0.30")
    assert not app.button(key="roll_noise").disabled
    for key, watched in (("roll_noise", "draw"), ("roll_digit", "number")):
        before = app.number_input(key=watched).value
        app.button(key=key).click().run()
        assert app.number_input(key=watched).value != before
    assert app.number_input(key="draw").value == following(0, 1000)
    app.button(key="report_sigma").click().run()
    assert app.select_slider(key="sigma").value == 20 / 255
    assert not app.exception
    assert not [said for said in caplog.messages if "sigma" in said or "default value" in said]


def test_a_link_restores_digit_sigma_models_and_training(open_page):
    app = open_page(
        PATH,
        input="Pick",
        digit="3",
        number="7",
        sigma="20/255",
        models=["conv-100", "vae-10"],
        training="as in the report",
    )
    assert titles(app) == ["Conv AE, d = 100, as in the report", "VAE, d = 10, as in the report"]
    assert app.number_input(key="number").value == 7
    assert app.select_slider(key="sigma").value == 20 / 255
    assert any("28×28: test digit 3, no. 7" in html.value for html in app.html)


@pytest.mark.parametrize(
    "query",
    [
        {"sigma": "7", "models": "gan-10", "training": "none", "input": "Telepathy"},
        {"input": "Pick", "digit": "11", "number": "-5"},
        {"input": "Pick", "number": "99999999999999999999", "draw": "x", "clip": "maybe"},
        {"sigma": "nan", "number": "1e9"},
    ],
)
def test_a_link_with_nonsense_in_it_opens_the_page(query, open_page):
    app = open_page(PATH, **query)
    assert titles(app)


@pytest.mark.parametrize("training", ["trained further", "as in the report"])
def test_pca_is_one_press_away_whichever_training_is_chosen(training, open_page):
    app = open_page(PATH, training=training, models=["mlp-10", "pca-10", "pca-100"])
    mlp = "MLP AE, d = 10" + (", as in the report" if training == "as in the report" else "")
    assert titles(app) == [mlp, "PCA, d = 10", "PCA, d = 100"]
    assert not app.exception
    app.get_by_key("training").set_value([]).run()
    assert titles(app) == ["PCA, d = 10", "PCA, d = 100"]
    assert not app.exception


def test_what_pca_is_is_said_beside_the_table_and_what_to_make_of_it_with_measured_numbers(open_page):
    app = open_page(PATH)
    said = " ".join(each.value for each in app.markdown)
    assert "pca-10 is no network" in said
    psnr = {name: ae.card(name)["scores"]["psnr"] for name in ("pca-10", "mlp-10.assignment", "mlp-10", "pca-100")}
    assert f"With d = 10 PCA gives test digits back with {psnr['pca-10']:.1f} dB" in said
    assert f"as in the report with {psnr['mlp-10.assignment']:.1f}, worse" in said
    assert f"trained further with {psnr['mlp-10']:.1f}, better" in said
    assert f"With d = 100 PCA gives test digits back with {psnr['pca-100']:.1f} dB" in said


def test_without_a_card_the_lesson_says_no_number_of_pca(open_page, monkeypatch):
    def gone(name):
        raise ae.WeightsError(f"{name}.safetensors is not here.")

    monkeypatch.setattr("ui.cached.card", gone)
    app = open_page(PATH)
    assert not app.exception
    said = " ".join(each.value for each in app.markdown)
    assert "pca-10 is no network" in said
    assert "PCA gives test digits back" not in said


def test_nothing_chosen_is_an_invitation(open_page):
    app = open_page(PATH)
    app.get_by_key("models").set_value([]).run()
    assert not app.exception
    assert any("Choose at least one model" in note.value for note in app.info)


def png(array):
    buffer = io.BytesIO()
    Image.fromarray(array).save(buffer, "PNG")
    return buffer.getvalue()


def test_an_uploaded_picture_is_reconstructed(open_page, synthetic):
    app = open_page(PATH, input="Upload")
    before = table(app)
    paper = 255 - synthetic.test_images[3, ..., 0].repeat(9, axis=0).repeat(9, axis=1)
    app.file_uploader(key="upload").upload("digit.png", png(paper)).run()
    assert not app.exception
    assert not app.error
    assert table(app) != before
    assert any("How your picture became" in expander.label for expander in app.expander)


@pytest.mark.parametrize(
    "content",
    [b"", b"this is no picture", png(np.full((50, 50), 200, np.uint8)), png(np.eye(40, dtype=np.uint8) * 255)[:60]],
    ids=["empty", "text", "uniform", "truncated"],
)
def test_a_bad_upload_is_one_sentence_and_loses_nothing(content, open_page):
    app = open_page(PATH, input="Upload", sigma="0.30")
    before = table(app)
    app.file_uploader(key="upload").upload("digit.png", content).run()
    assert not app.exception
    assert len(app.error) == 1
    assert "Traceback" not in app.error[0].value
    assert table(app) == before


def test_the_source_is_one_toggle_away(open_page):
    app = open_page(PATH)
    assert not app.code
    app.toggle(key="source").set_value(True).run()
    assert "def compare(" in app.code[0].value


@pytest.mark.parametrize(
    ("piece", "names"),
    [
        ("conv", {"conv_encode", "conv_decode", "downsample", "upsample", "dense", "leaky_relu", "flatten"}),
        ("vae", {"vae_encode", "wide_decode", "dense", "leaky_relu", "flatten", "as_images", "_hidden"}),
        ("pca", {"pca_encode", "pca_decode", "flatten", "as_images", "certain"}),
        ("as Keras layers", {"keras_networks"}),
    ],
)
def test_each_network_is_shown_with_its_layers(piece, names, open_page):
    app = open_page(PATH, source="true", source_piece=piece)
    assert {each.value.removeprefix("def ").split("(")[0] for each in app.code} == names


@pytest.mark.parametrize("sigma", [0.0, 0.3, 0.32, REPORT_NOISE])
def test_who_does_better_is_right_between_the_places_of_the_chart_too(sigma, open_page):
    app = open_page(PATH, input="Pick", digit="3", number="0", sigma=written(sigma))
    spoken = sigma or REPORT_NOISE
    data = cached.dataset()
    digit = data.test_images[np.flatnonzero(data.test_labels == 3)[0]].astype(np.float32) / 255
    models = {name: ae.load(name) for name in STARTERS}
    found = psnr_curves(models, digit.reshape(28, 28, 1), standard_noise(0), np.array([spoken]), False)
    noisy = digit + np.float32(spoken) * standard_noise(0)
    clipped = -10 * np.log10(np.mean((np.minimum(np.maximum(noisy, 0), 1) - digit) ** 2))
    winners = [ae.variant(name).title for name in STARTERS if found[name] > clipped]
    assert winners_words(written(spoken), float(found["input"][0]), float(clipped), winners, len(STARTERS)) in [
        each.value for each in app.markdown
    ]


def test_clipped_there_is_one_grey_line(open_page):
    for clip in ("false", "true"):
        app = open_page(PATH, input="Pick", digit="3", number="0", sigma="0.30", clip=clip)
        said = next(each.value for each in app.markdown if "the noisy input itself has" in each.value)
        assert ("clipped to [0, 1] it has" in said) == (clip == "false")


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.name != NOISE], ids=lambda kind: kind.name)
def test_every_kind_of_damage_is_in_the_link_and_the_chart_follows_it(kind, open_page):
    strength = kind.places[-2]
    query = {"damage": kind.title, kind.key: kind.words("{}", strength), "draw": "5", "sigma": "0.30"}
    app = open_page(PATH, input="Pick", digit="3", number="0", **query)
    data = cached.dataset()
    digit = data.test_images[np.flatnonzero(data.test_labels == 3)[0]].astype(np.float32) / 255
    damage = Damage(kind, strength, 5)
    error = np.mean((damage.of(digit) - digit) ** 2)
    shown = " ".join(each.value for each in app.html)
    assert f">{damage.said}<" in shown
    assert f"The same digit {damage.told}" in shown
    said = next(each.value for each in app.markdown if "the damaged digit itself has" in each.value)
    assert f"**{-10 * np.log10(error):.1f} dB**" in said
    assert ("not undone" in said) == (kind.name in ("shift", "rotation"))
    drawn = json.loads(app.get("plotly_chart")[0].proto.spec)
    assert drawn["layout"]["xaxis"]["title"]["text"] == kind.label
    assert drawn["data"][0]["x"] == kind.charted


def test_one_press_lays_four_denoisers_side_by_side_and_one_brings_the_first_models_back(open_page):
    app = open_page(PATH)
    for names in (SIDE_BY_SIDE, STARTERS):
        app.button(key="side_by_side").click().run()
        assert not app.exception
        assert titles(app) == [ae.variant(name).title for name in names]


@pytest.mark.parametrize(
    ("task", "hidden"),
    [
        ("order", {"output", "<table class='rows'>", "noise_figure", "<div class='usual'>"}),
        ("scale", {"<table class='rows'>", "<div class='usual'>"}),
        ("pays", {"<table class='rows'>", "noise_figure"}),
        ("no-digit", {"output", "<table class='rows'>", "<div class='usual'>"}),
        ("fed-back", set()),
        ("taught", {"output", "<table class='rows'>", "noise_figure", "<div class='usual'>"}),
        ("notices", {"<table class='rows'>", "<div class='usual'>"}),
    ],
)
def test_a_question_hides_its_answer_until_it_is_given(open_page, task, hidden):
    def seen(app):
        text = " ".join(html.value for html in app.html)
        there = {
            "output": "data-live='output mlp-10' src" in text,
            "<table class='rows'>": "<table class='rows'>" in text,
            "<div class='usual'>": "<div class='usual'>" in text,
        }
        # The sentence says what the strips show.
        assert there["<div class='usual'>"] == any("An ordinary digit" in each.value for each in app.markdown)
        return {name for name, is_there in there.items() if is_there} | (
            {"noise_figure"} if app.get("plotly_chart") else set()
        )

    def told(app):
        """What says the same elsewhere: files to take away, what to make of it."""
        explained = next(each for each in app.expander if each.label == "What to make of it").markdown
        return len(app.get("download_button")), bool(explained)

    everything = {"output", "<table class='rows'>", "noise_figure", "<div class='usual'>"}
    app = open_page(PATH, task=task)
    assert seen(app) == everything - hidden
    files, explained = told(app)
    assert explained is not bool(hidden)
    app.button(key="task_show").click().run()
    assert not app.exception
    assert seen(app) == everything
    assert told(app) == (files + 2 * bool(hidden), True)
    assert app.session_state["answers"][task].on == "test digit 8, no. 785"


# What is no digit


def said_of_the_picture(app) -> str:
    """The sentence on who notices it."""
    found = [
        each.value for each in app.markdown if re.search("Stranger than|No measure here|An ordinary digit", each.value)
    ]
    assert len(found) == 1, found
    return str(found[0])


def test_every_alien_is_given_back_and_has_its_places(open_page, mnist):
    app = open_page(PATH, input="Aliens", models=["mlp-10", "vae-10"])
    drawer = app.button_group(key="alien")
    assert len(drawer.options) == len(ALIENS)
    for kind in ALIENS:
        drawer.set_value(kind.name).run()
        assert not app.exception
        drawer = app.button_group(key="alien")
        image = alien(kind, 0, lambda kind=kind: images_of(kind.source))[0][None]  # type: ignore[misc]
        below = {
            place: cached.percentiles()[place].below(float(value[0]))
            for place, value in {
                "error mlp-10": strangeness.error(ae.load("mlp-10"), image),
                "error vae-10": strangeness.error(ae.load("vae-10"), image),
                "negative_elbo vae-10": strangeness.negative_elbo(cached.vae("vae-10"), image),
                "distance": computed.distances(image),
            }.items()
        }
        said = said_of_the_picture(app)
        assert ("Stranger than 99 %" in said) == any(share > 0.99 for share in below.values()), kind.name
        html = next(each.value for each in app.html if "class='usual'" in each.value)
        marked = re.findall(r"class='tabular( beyond)?' data-live='place ([^']+)'", html)
        assert {name: bool(mark) for mark, name in marked} == {name: share > 0.99 for name, share in below.items()}


def test_the_link_opens_the_drawer_and_the_dice_takes_another(open_page):
    app = open_page(PATH, input="Aliens", alien="Doodle", alien_number="9")
    assert any("no digit: house, no. 9" in each.value for each in app.html)
    app.button(key="roll_alien").click().run()
    assert not app.exception
    assert app.number_input(key="alien_number").value != 9


@pytest.mark.parametrize("query", [{"alien": "nothing"}, {"alien_number": "-7"}, {"alien": "", "alien_number": "1e9"}])
def test_an_odd_link_opens_the_drawer_all_the_same(open_page, query):
    app = open_page(PATH, input="Aliens", **query)
    assert said_of_the_picture(app)


def test_without_mnist_and_percentiles_places_are_measured_here(open_page, monkeypatch, synthetic):
    def gone():
        raise ae.WeightsError("percentiles.safetensors is not there.")

    monkeypatch.setattr("ui.cached.percentiles", gone)
    app = open_page(PATH, input="Aliens", alien="Grey noise", models=["vae-10"])
    html = next(each.value for each in app.html if "class='usual'" in each.value)
    assert "place error vae-10" in html
    assert "place negative_elbo vae-10" in html
    assert "distance" not in html
    assert "Stranger than 99 %" in said_of_the_picture(app)
    assert any("needs MNIST" in each.value for each in app.caption)


def test_a_test_digit_is_called_one_whatever_its_place(open_page, mnist):
    errors = strangeness.error(ae.load("mlp-10"), mnist.test_images)
    row = int(errors.argmax())
    digit = int(mnist.test_labels[row])
    number = int((mnist.test_labels[:row] == digit).sum())
    if number >= 800:
        pytest.skip("it can't be picked")
    app = open_page(PATH, input="Pick", digit=str(digit), number=str(number), models="mlp-10")
    assert "a test digit all the same" in said_of_the_picture(app)
