"""A visitor's own models in the lessons that shipped ones are in: offered where they fit, shown where they are chosen."""

import json
import re
import threading

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.codes import codes_of
from autoencoders.models import build
from autoencoders.networks import NETWORKS
from autoencoders.scores import nearest_digit
from ui import own_codes, own_models
from ui.crowd import server
from ui.train import takeaway

RECIPE = ae.Recipe("live", "adam", 0.001, 10)
MAP, SAMPLE, OBJECTIVE = "pages/latent_map.py", "pages/vae.py", "pages/objective.py"


def own(name, family, d):
    """A row and a model as a training leaves them."""
    beta = 4.0 if family == "vae" else None
    parameters = NETWORKS[family].initial(d, np.random.default_rng(5))
    title = f"Yours: {family}" + ("" if name == "yours-1" else f" ({name[-1]})")  # titles are as different as names
    return ae.Variant(name, title, family, d, RECIPE, beta), build(family, d, parameters, beta)


@pytest.fixture(scope="module")
def few(synthetic):
    """A few digits, so that a model is encoded in no time; under MNIST's name, or the app would go and fetch that."""
    train, test = slice(800), slice(300)
    return ae.Dataset(
        "mnist",
        synthetic.train_images[train],
        synthetic.train_labels[train],
        synthetic.test_images[test],
        synthetic.test_labels[test],
    )


@pytest.fixture
def visit(open_page, few, monkeypatch):
    """Open a lesson with these models among the visitor's own; all digits are the few."""

    def visit(path, models, **query):
        monkeypatch.setattr("ui.cached.dataset", lambda: few)
        rows = tuple(np.flatnonzero(few.test_labels == digit) for digit in range(10))
        monkeypatch.setattr("ui.computed.rows_of_class", lambda: rows)
        found = nearest_digit.squared_lengths(few.train_images), nearest_digit.outline(few.train_images)
        monkeypatch.setattr("ui.computed.lengths_and_outlines", lambda: found)
        app = open_page(path, **query)
        app.session_state["own_models"] = {row.name: (row, server.shelf().put("me", model)) for row, model in models}
        app.run()
        assert not app.exception
        return app

    return visit


def sent(app, key):
    return next(json.loads(part.proto.json) for part in app.get("bidi_component") if part.key == key)


def walls(app):
    """The walls of samples; the rows of a blend are one piece."""
    pieces = "".join(html.value for html in app.html if "class='walls'" in html.value)
    return re.findall(r"src='([^']+)'", pieces)


@pytest.mark.parametrize("family", ["mlp", "conv", "twin", "vae", "pca"])
def test_a_map_shows_any_model_of_two_numbers_in_its_place(family, visit):
    app = visit(MAP, [own("yours-1", family, 2), own("yours-2", family, 3)])
    place = "VAE" if family == "vae" else "AE"
    before = sent(app, "latent_maps")
    choice = app.selectbox(key=f"map_{place}")
    assert choice.options[:3] == [{"AE": "twin-2", "VAE": "vae-2"}[place], f"Yours: {family}", f"Yours: {family} (2)"]
    other = app.selectbox(key={"VAE": "map_AE", "AE": "map_VAE"}[place])
    assert not [name for name in other.options if name.startswith("Yours")]
    choice.set_value("yours-1").run()
    assert not app.exception
    after = sent(app, "latent_maps")
    changed = [one["pack"] != other["pack"] for one, other in zip(before["maps"], after["maps"], strict=True)]
    assert changed == [place == "AE", place == "VAE"]
    assert [each["spread"] is None for each in after["maps"]] == [True, False]
    assert any("how does yours differ?" in part.value for part in app.caption)


@pytest.mark.parametrize(("family", "d"), [("conv", 3), ("twin", 10), ("mlp", 64), ("vae", 1), ("pca", 20)])
def test_walls_and_blends_take_models_of_any_size(family, d, visit):
    app = visit(SAMPLE, [own("yours-1", family, d)])
    before = walls(app)
    app.selectbox(key="vae_VAE" if family == "vae" else "vae_AE").set_value("yours-1").run()
    assert [one == other for one, other in zip(walls(app), before, strict=True)] == [family == "vae", family != "vae"]
    if family != "vae":
        app.get_by_key("prior").set_value("ten Gaussians fitted to its codes").run()
    app.get_by_key("part").set_value("Blend").run()
    assert not app.exception
    assert "AE: codes mixed" in app.html[0].value


def test_sliders_take_models_of_any_size(visit):
    rows = [own("yours-1", "conv", 12), own("yours-2", "mlp", 3)]
    app = visit(SAMPLE, rows, part="Traverse", moved="11:1.5")
    for name, d in (("yours-1", 12), ("yours-2", 3)):
        app.selectbox(key="vae_AE").set_value(name).run()
        assert not app.exception
        data = sent(app, "traverse")
        assert (data["models"][0]["name"], len(data["models"][0]["start"])) == (name, d)
        assert sorted(data["order"]) == list(range(max(10, d)))
        assert len(app.warning) == (d == 3), "there is no number 11 any more"


def test_outputs_go_round_in_a_model_of_ones_own_of_any_size(visit):
    app = visit(SAMPLE, [own("yours-1", "vae", 3), own("yours-2", "conv", 2)], part="Fed back", task="none")
    app.selectbox(key="vae_VAE").set_value("yours-1").run()
    app.get_by_key("fed_size").set_value("100").run()
    assert not app.exception
    rows = next(html.value for html in app.html if "class='blend fed'" in html.value)
    assert [name in rows for name in ("conv-100", "conv-denoise-100.sigma-0.4", "VAE: yours-1")] == [True] * 3
    assert not any("No VAE" in caption.value for caption in app.caption)


@pytest.mark.parametrize("view", ["Turn β", "Point or cloud", "Term by term"])
def test_a_vae_of_ones_own_is_scored_and_taken_apart(view, visit, few):
    app = visit(OBJECTIVE, [own("yours-1", "vae", 3), own("yours-2", "twin", 3)], topic=view)
    options = app.selectbox(key="objective_own").options
    assert options[:2] == ["vae-10", "Yours: vae"]
    assert set(options[2:]) >= {"vae-20", "vae-2", "vae-10.assignment"}
    assert not {"vae-10.beta-2", "twin-10", "Yours: twin"} & set(options)
    app.selectbox(key="objective_own").set_value("yours-1").run()
    assert not app.exception
    if view == "Turn β":
        _, kept = app.session_state["own_models"]["yours-1"]
        mean, log_var = (part.astype(np.float64) for part in kept.take().posterior(few.test_images))
        kl = 0.5 * (np.exp(log_var) - log_var + mean**2 - 1).sum(axis=1).mean()
        assert float(app.metric[1].value) == pytest.approx(kl, abs=0.06)
        assert app.metric[3].value.endswith(" of 3")
    app.select_slider(key="beta").set_value("8").run()  # the choice stays
    assert not app.exception
    assert app.selectbox(key="objective_own").value == "yours-1"


@pytest.mark.parametrize(("path", "key"), [(MAP, "map_AE"), (SAMPLE, "vae_AE")])
def test_a_chosen_model_that_is_gone_gives_its_place_back(path, key, visit):
    app = visit(path, [own("yours-1", "twin", 2), own("yours-2", "twin", 2)])
    app.selectbox(key=key).set_value("yours-1").run()
    app.session_state["own_models"] = dict([list(app.session_state["own_models"].items())[1]])
    app.run()
    assert not app.exception
    app.session_state["own_models"] = {}
    app.run()
    assert not app.exception


def test_densities_are_fitted_beside_the_page_and_once_whatever_is_touched(visit, monkeypatch):
    """Each touch began another fit of many seconds, and only the last was kept."""
    go, begun = threading.Event(), []

    def slowly(*given):
        begun.append(given)
        go.wait(30)
        return codes_of(*given)

    monkeypatch.setattr(own_codes, "codes_of", slowly)
    monkeypatch.setattr(own_codes, "QUICK", 0.05)
    app = visit(SAMPLE, [own("yours-1", "mlp", 128)])
    app.selectbox(key="vae_AE").set_value("yours-1").run()
    assert not begun  # N(0, I) needs no codes
    app.get_by_key("prior").set_value("ten Gaussians fitted to its codes").run()
    for temperature in (0.5, 0.8, 1.5):
        app.slider(key="temperature").set_value(temperature).run()
        assert app.get("progress")
        assert not app.exception
    go.set()
    assert app.session_state["own_errand"][1].wait(60)
    app.run()
    assert not app.get("progress")
    assert "codes from ten Gaussians fitted to its codes" in " ".join(part.value for part in app.html)
    app.slider(key="temperature").set_value(0.7).run()
    assert len(begun) == 1


def test_an_answer_waits_for_the_densities_of_ones_own_model(visit, monkeypatch):
    """The guess is kept while they are fitted beside the page, and measured once they are there."""
    go = threading.Event()

    def slow(*args):
        assert go.wait(60)
        return codes_of(*args)

    monkeypatch.setattr(own_codes, "codes_of", slow)
    monkeypatch.setattr(own_codes, "QUICK", 0.05)
    app = visit(SAMPLE, [own("yours-1", "mlp", 5)], task="samples")
    app.selectbox(key="vae_AE").set_value("yours-1").run()
    for mark in range(2):
        app.select_slider(key=f"given_samples_{mark}").set_value(7).run()
    app.button(key="task_answer").click().run()
    assert app.get("progress")
    assert "samples" not in app.session_state["answers"]
    go.set()
    assert app.session_state["own_errand"][1].wait(60)
    app.run()
    assert not app.exception
    answer = app.session_state["answers"]["samples"]
    assert answer.given == (7, 7)
    assert "yours-1" in answer.on


def test_a_digit_whose_code_leaves_all_bounds_is_a_sentence(visit, monkeypatch):
    def beyond(*_):
        raise ValueError("These codes hold numbers that are not finite; a code is d ordinary numbers.")

    monkeypatch.setattr("ui.objective.throw.bill", beyond)
    for view in ("Point or cloud", "Term by term"):
        app = visit(OBJECTIVE, [own("yours-1", "vae", 3)], topic=view)
        assert "leaves all bounds of numbers" in app.warning[0].value


def test_a_model_that_a_whole_class_keeps_is_tried_once(few, monkeypatch):
    tried = []
    monkeypatch.setattr("ui.cached.dataset", lambda: few)
    monkeypatch.setattr("ui.computed.trial.check", lambda model, images: tried.append(len(images)))
    _, model = own("yours-1", "mlp", 77)
    for _ in range(3):
        own_models.check(model)
    assert tried == [len(few.test_images)]


def test_what_is_chosen_in_one_part_stays_in_the_others(visit):
    app = visit(SAMPLE, [own("yours-1", "conv", 3)])
    app.selectbox(key="vae_AE").set_value("yours-1").run()
    for part in ("Traverse", "Blend", "Sample"):
        app.get_by_key("part").set_value(part).run()
        assert not app.exception
        assert app.selectbox(key="vae_AE").value == "yours-1"


def test_without_any_card_of_the_sweep_ones_own_stands_alone(visit, monkeypatch):
    def gone(name):
        raise ae.WeightsError(f"{name} is not here.")

    monkeypatch.setattr("ui.cached.card", gone)
    app = visit(OBJECTIVE, [own("yours-1", "vae", 3)], topic="Turn β")
    app.selectbox(key="objective_own").set_value("yours-1").run()
    assert not app.exception
    assert app.metric[1].value


def test_the_missing_half_is_the_reports_alone(visit):
    app = visit(OBJECTIVE, [own("yours-1", "vae", 3)], topic="The missing half")
    assert not app.selectbox


@pytest.mark.parametrize(
    ("family", "d", "lessons"),
    [
        ("conv", 10, ["reconstruct", "vae", "latent_map"]),
        ("mlp", 1, ["reconstruct", "vae"]),
        ("mlp", 2, ["reconstruct", "vae", "latent_map"]),
        ("vae", 20, ["reconstruct", "vae", "latent_map", "objective"]),
        ("vae", 2, ["reconstruct", "vae", "latent_map", "objective"]),
    ],
)
def test_the_way_leads_only_to_lessons_that_can_show_it(family, d, lessons):
    assert takeaway.lessons_for(own("yours-1", family, d)[0]) == [f"pages/{name}.py" for name in lessons]


@pytest.mark.parametrize(
    ("asked", "stub", "found", "sentence"),
    [
        ("scores", "computed.own_scores", {"kl": np.inf, "kl_per_dimension": [1.0]}, "beyond all numbers"),
        ("scores", "computed.own_scores", {"kl": 1.0, "kl_per_dimension": [np.nan]}, "beyond all numbers"),
        ("scores", "computed.own_scores", ValueError("These codes hold numbers"), "beyond all numbers"),
        ("codes", "own_codes.codes_of", np.linalg.LinAlgError("no convergence"), "No density can be fitted"),
    ],
)
def test_what_shows_only_on_all_digits_is_a_sentence_too(asked, stub, found, sentence, few, monkeypatch):
    def computed(*_):
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr("ui.cached.dataset", lambda: few)
    monkeypatch.setattr(f"ui.{stub}", computed)
    row, model = own("yours-1", "vae", 2)
    monkeypatch.setattr(own_models, "all_kept", lambda: {"yours-1": (row, server.shelf().put("me", model))})
    with pytest.raises(ae.WeightsError, match=sentence):
        getattr(own_codes if asked == "codes" else own_models, asked)("yours-1")
