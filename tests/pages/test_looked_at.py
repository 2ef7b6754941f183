"""Other pictures than MNIST's in every lesson: what is picked, said, scored and sent to the maps, held to the data themselves."""

import json
import re
from dataclasses import replace

import numpy as np
import pytest
import streamlit as st

import autoencoders as ae
from autoencoders.codes import load_codes
from autoencoders.digits.uploaded import UploadedSet
from autoencoders.scores.metrics import mse
from ui import computed, looked_at, own_models, visit
from ui.browser.marks import DIGITS, class_words, legend, marks
from ui.crowd import server
from ui.stored.model_files import learned_from, model_from

RECONSTRUCT, MAP, OBJECTIVE = "pages/reconstruct.py", "pages/latent_map.py", "pages/objective.py"
HERE = {"data": "Fashion-MNIST", "input": "Pick"}


def sent(app, key):
    return next(json.loads(part.proto.json) for part in app.get("bidi_component") if part.key == key)


def said(app):
    return " ".join(each.value for each in (*app.markdown, *app.caption, *app.html))


@pytest.fixture(scope="module")
def clothes():
    """A few pictures that are no digits, ten classes of stripes, under the name of Fashion-MNIST."""
    rng = np.random.default_rng(0)

    def stripes(count):
        labels = np.arange(count) % 10
        images = (np.arange(28)[:, None] % (labels[:, None, None] + 2) < 2) * rng.integers(100, 256, (count, 28, 28))
        return images[..., None].astype(np.uint8), labels.astype(np.uint8)

    return ae.Dataset("fashion_mnist", *stripes(300), *stripes(60))


@pytest.fixture(scope="module")
def few(synthetic):
    """A few digits under MNIST's name."""
    train, test = slice(600), slice(200)
    parts = synthetic.train_images[train], synthetic.train_labels[train]
    return ae.Dataset("mnist", *parts, synthetic.test_images[test], synthetic.test_labels[test])


@pytest.fixture(autouse=True)
def there(monkeypatch, clothes, few):
    """MNIST and Fashion-MNIST seem to be on this machine, and are these."""
    monkeypatch.setattr("ui.looked_at.is_here", lambda name: True)
    monkeypatch.setattr("ui.cached.training_set", lambda name: clothes)
    monkeypatch.setattr("ui.cached.dataset", lambda: few)


@pytest.fixture(scope="module")
def mine(clothes):
    """A set of the visitor's own, of three classes."""
    kept = [clothes.train_labels < 3, clothes.test_labels < 3]
    parts = (clothes.train_images, clothes.train_labels, clothes.test_images, clothes.test_labels)
    arrays = [part[kept[i // 2]] for i, part in enumerate(parts)]
    return UploadedSet(ae.Dataset("own", *arrays), True, "", ("cats", "cars", "dogs"))


def test_a_link_looks_at_clothes_by_their_names_and_nothing_reads_or_asks(open_page, clothes):
    app = open_page(RECONSTRUCT, **HERE, digit="Dress", number="2", models="mlp-10")
    assert app.radio(key="data").value == "Fashion-MNIST"
    assert app.button_group(key="digit").options == list(looked_at.CLOTHES)
    assert "test piece “Dress”, no. 2" in said(app)
    assert "60 test pieces" in said(app)
    assert not re.findall(r".{30}read as \d", said(app))
    assert "no clear digit" not in said(app)
    assert app.button_group(key="tasks_clothes").options == ["1", "Just look"]
    image = clothes.test_images[np.flatnonzero(clothes.test_labels == 3)[2]][None] / np.float32(255)
    assert sent(app, "thumbnails")["count"] == 6
    model = ae.load("mlp-10")
    errors = mse(clothes.test_images / np.float32(255), model.reconstruct(clothes.test_images / np.float32(255)))
    worse = int((errors > mse(image, model.reconstruct(image))[0]).sum())
    assert f"{worse:,} of 60 clean test pieces come back worse" in said(app)


def test_the_way_back_is_one_press_and_leads_over_pages(open_page):
    app = open_page(RECONSTRUCT, **HERE)
    app.switch_page(MAP).run()
    assert app.radio(key="data").value == "Fashion-MNIST"
    app.radio(key="data").set_value("MNIST").run()
    assert not app.exception
    assert "Looked at:" not in said(app)
    app.switch_page(RECONSTRUCT).run()
    assert "test digit" in said(app)


def test_the_map_has_their_codes_and_classes_and_no_layer_that_reads(open_page, clothes):
    app = open_page(MAP, **HERE)
    data = sent(app, "latent_maps")
    assert "read as" not in app.button_group(key="layer").options
    assert data["judge"] is None
    model = ae.load("twin-2")
    for each, name in zip(data["maps"], ("twin-2", "vae-2"), strict=True):
        assert each["names"] == list(looked_at.CLOTHES)
        assert each["marks"] == ["T-", "Tr", "Pu", "Dr", "Co", "Sa", "Sh", "Sn", "Ba", "An"]
        assert not each["pack"]["files"], f"the codes beside the weights of {name} are of other pictures"
    lives = re.search(r"classes that live there: </span>([^<]*)<", said(app))
    assert lives
    assert set(lives[1].split(", ")) <= {*looked_at.CLOTHES, "none", "all ten"}
    assert "own_codes" not in app.session_state, "what a shipped model makes of a shared set is kept once for all"
    digits = looked_at.base()  # what they would be made of now: they are kept
    found = computed.shared_codes("twin-2", looked_at.FASHION, digits)
    np.testing.assert_allclose(found.mean, model.encode(clothes.test_images), atol=1e-4)


@pytest.mark.parametrize("path", ["pages/assignment.py", "pages/dimensions.py"])
def test_what_is_about_mnist_says_so(path, open_page):
    assert looked_at.ABOUT_MNIST in said(open_page(path, data="Fashion-MNIST"))
    assert looked_at.ABOUT_MNIST not in said(open_page(path))


@pytest.mark.parametrize("query", [{"data": "cake"}, {"data": "your own"}, {"data": ""}])
def test_a_link_to_what_is_not_here_looks_at_mnist(query, open_page):
    app = open_page(RECONSTRUCT, input="Pick", **query)
    assert app.radio(key="data").value == "MNIST"
    assert "test digit 8" in said(app)


@pytest.mark.parametrize("labelled", [True, False])
def test_ones_own_set_is_looked_at_by_its_folders_names_or_without_any(labelled, mine, open_page, clothes):
    given = mine if labelled else UploadedSet(mine.dataset, False, "")
    key = looked_at.own_key(given.dataset)
    app = open_page(MAP, input="Pick")
    app.session_state["own_sets"] = {key: given}
    app.run()
    app.radio(key="data").set_value("your own").run()
    assert not app.exception
    assert "18 test pictures" in said(app)
    data = sent(app, "latent_maps")
    if labelled:
        assert app.button_group(key="digit").options == ["cats", "cars", "dogs"]
        assert data["maps"][0]["marks"] == ["0", "1", "2"], "two begin with the same letters"
        assert app.button_group(key="classes").options == ["0: cats", "1: cars", "2: dogs"]
    else:
        assert data["maps"][0]["names"] == data["maps"][0]["marks"] == []
        assert len(set(data["colors"]["classes"])) == 1
    assert sent(app, "thumbnails")["count"] == (6 if labelled else 18)


def test_a_model_takes_the_lessons_along_to_what_it_learned_from(open_page):
    app = open_page(OBJECTIVE)  # scores are kept by a model's name, for all tests of this process
    model, recipe = ae.variant("vae-2").initial(0), ae.variant("vae-2").recipe
    row = ae.Variant("yours-91", "Yours, no. 91: x", "vae", 2, recipe, 1.0)
    app.session_state["own_models"] = {"yours-91": (row, server.shelf().put("me", model))}
    app.session_state["own_learned"] = {"yours-91": "fashion_mnist"}
    app.run()
    app.selectbox(key="objective_own").set_value("yours-91").run()
    assert "yours-91 learned from Fashion-MNIST; it is shown with MNIST here." in said(app)
    app.button(key="look_yours-91").click().run()
    assert not app.exception
    assert app.radio(key="data").value == "Fashion-MNIST"
    assert "learned from Fashion-MNIST" not in said(app)


def test_what_a_kept_model_learned_from_is_looked_at_next(monkeypatch):
    monkeypatch.setattr("ui.own_models.check", lambda model: None)
    row = own_models.keep(ae.variant("vae-2").initial(0), "x", ae.variant("vae-2").recipe, False, "fashion_mnist")
    assert looked_at.learned_by(row.name) == "fashion_mnist"
    assert st.session_state.pop(looked_at.WANTED) == "fashion_mnist"
    assert own_models.origins()[row.name] == {"private": False, "data": {"name": "fashion_mnist", "digest": ""}}
    (kept,) = own_models.kept([row.name])
    _, card = model_from(visit.model_file(*kept, own_models.origins(), np.zeros((1, 28, 28, 1), np.uint8)))
    assert learned_from(card) == "fashion_mnist"
    st.session_state.clear()


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"name": "own", "digest": "ab12"}, "own ab12"),
        ({"name": "mnist", "digest": "x"}, "mnist"),
        ({"name": "cake"}, ""),
        ({"name": ["mnist"]}, ""),
        ("mnist", ""),
    ],
)
def test_a_card_says_what_its_model_learned_from_or_nothing(data, key):
    assert learned_from({"data": data}) == key


def test_the_start_page_shows_them_too(open_page):
    app = open_page(data="Fashion-MNIST")
    assert "test piece" in said(app)
    app.button(key="roll_start").click().run()
    assert not app.exception
    assert "test piece" in said(app)


def test_names_are_harmless_and_marks_tell_them_apart():
    assert looked_at.harmless(("<b>x</b>", "a_b", "a*b", "***")) == ("b x b", "a b 1", "a b 2", "class 3")
    assert marks(("cats", "dogs")) == ["ca", "do"]
    assert legend(("cats", "dogs")) == " ca: cats, do: dogs."
    assert legend(tuple("0123456789")) == legend(()) == ""
    assert class_words(("cats", "cars"), 1) == "1: cars"


@pytest.mark.parametrize(
    ("digits", "names", "asked"), [(True, DIGITS, 1), (True, (), 0), (True, ("a", "b"), 0), (False, (), 2)]
)
def test_questions_on_classes_are_asked_of_digits_that_have_theirs(digits, names, asked, mine, monkeypatch):
    here = looked_at.of_own("own", UploadedSet(mine.dataset, bool(names), "", names, digits))
    monkeypatch.setattr(looked_at, "now", lambda: here)
    assert len(looked_at.of_digits(["classes"], ["clothes", "more"])) == asked


def test_what_a_map_shows_is_known_by_its_labels_too():
    codes = load_codes("vae-2")
    other = replace(codes, labels=np.zeros_like(codes.labels))
    found = [computed.map_facts(each.mean, each.log_var, each.labels, each) for each in (codes, other)]
    assert len(found[0].classes) > 1
    assert found[1].classes == (0,)


@pytest.mark.parametrize("view", ["Turn β", "Term by term"])
def test_a_vae_of_ones_own_is_compared_with_nothing_that_is_measured_elsewhere(view, mine, open_page):
    app = open_page(OBJECTIVE, topic=view, task="none")
    model, recipe = ae.variant("vae-2").initial(0), ae.variant("vae-2").recipe
    row = ae.Variant("yours-92", "Yours, no. 92: x", "vae", 2, recipe, 1.0)
    app.session_state["own_models"] = {"yours-92": (row, server.shelf().put("me", model))}
    app.session_state["own_sets"] = {looked_at.own_key(mine.dataset): mine}
    app.run()
    app.selectbox(key="objective_own").set_value("yours-92").run()
    against = [metric for metric in app.metric if metric.delta]
    assert bool(against) == (view == "Turn β"), "on MNIST it is held against vae-10"
    app.radio(key="data").set_value("your own").run()
    assert not app.exception
    assert not [metric for metric in app.metric if metric.delta]
    if view == "Term by term":
        assert "average of 18" in said(app)
        app.selectbox(key="objective_own").set_value("vae-10").run()
        assert "average of MNIST&#x27;s 10,000" in said(app) or "average of MNIST's 10,000" in said(app)
