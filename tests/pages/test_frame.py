"""What holds for every page: content at once, navigation to all, no TensorFlow, a sentence where weights are missing."""

import codecs
import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from streamlit.elements.lib import policies
from streamlit.testing.v1 import AppTest

import autoencoders as ae
from ui.alone.along import lab_page
from ui.alone.facts import LESSONS as ALONE
from ui.alone.page import page
from ui.browser.projector import PROJECTOR
from ui.frame import NONE_CHOSEN, PAGES

STARTS = codecs.BOM_UTF16_LE + "<!doctype html>".encode("utf-16-le")
PATHS = [row.path for row in PAGES]
TABLE = "pages/dimensions.py"
"""The page that shows a table alone: it needs neither models nor MNIST."""


@pytest.mark.parametrize("path", PATHS)
def test_first_paint_has_content_and_the_way_to_every_lesson(path, open_page):
    app = open_page(path)
    assert app.title
    assert app.html or app.get("image")
    assert [link.label for link in app.sidebar.get("page_link")] == [row.title for row in PAGES]
    assert not app.error
    assert not app.warning


@pytest.mark.parametrize("path", [path for path in PATHS if path != TABLE])
def test_missing_weights_are_a_sentence_and_the_page_stays(path, open_page, monkeypatch):
    def gone(name):
        raise ae.WeightsError(f"{name}.safetensors is not here.")

    monkeypatch.setattr("ui.cached.model", gone)
    app = open_page(path)
    assert any("is not here" in alert.value for alert in (*app.error, *app.warning))
    assert app.title


@pytest.mark.parametrize("path", [path for path in PATHS if path != TABLE])
def test_without_mnist_the_page_says_so_and_goes_on(path, open_page, monkeypatch, synthetic):
    # It would look for MNIST, and make anew what is no cache here.
    monkeypatch.setattr("ui.frame.warm", lambda: None)
    monkeypatch.setattr("ui.cached.dataset", lambda: synthetic)
    monkeypatch.setattr(
        "ui.computed.rows_of_class", lambda: tuple((synthetic.test_labels == d).nonzero()[0] for d in range(10))
    )
    app = open_page(path)
    assert app.html or app.get("image")
    assert any("MNIST is not on this machine" in caption.value for caption in app.caption)


def test_a_table_alone_is_shown_without_models_and_without_mnist(open_page, monkeypatch):
    def gone(*names):
        raise ae.WeightsError(f"{names} is not here.")

    monkeypatch.setattr("ui.frame.warm", lambda: None)
    for asked in ("model", "dataset", "card"):
        monkeypatch.setattr(f"ui.cached.{asked}", gone)
    app = open_page(TABLE)
    assert len(app.get("plotly_chart")) == 3
    assert not app.error
    assert not app.warning


def test_no_page_needs_tensorflow(tmp_path, synthetic):
    """With a data set at hand the whole app runs in a fresh process, its code is shown, and TensorFlow is not in it."""
    images, labels = synthetic.test_images[..., 0], synthetic.test_labels
    np.savez(tmp_path / "mnist.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    script = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('app.py', default_timeout=60).run()\n"
        f"for path in {PATHS[1:]}:\n"
        "    assert not app.switch_page(path).run().exception\n"
        "    for toggle in [each for each in app.toggle if each.label.startswith('Show the code')]:\n"
        "        assert not toggle.set_value(True).run().exception and app.code\n"
        "sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)\n"
    )
    environment = os.environ | {"AUTOENCODERS_DATA": str(tmp_path)}
    subprocess.run([sys.executable, "-c", script], timeout=120, check=True, env=environment)


@pytest.mark.parametrize("endless", ["inf", "-Infinity", "1e999", "9" * 400, ""])
def test_an_endless_number_or_none_falls_out_of_a_link_and_the_rest_stays(endless):
    app = AppTest.from_file("../../app.py", default_timeout=60)
    app.switch_page("pages/objective.py")
    app.query_params["seed"], app.query_params["beta"] = endless, "8"
    app.run()
    assert not app.exception
    assert app.number_input(key="seed").value == 0
    assert app.select_slider(key="beta").value == "8"
    assert "seed" not in app.query_params


@pytest.mark.parametrize("key", ["layer", "scale", "input", "models", "training", "classes"])
@pytest.mark.parametrize("path", ["pages/reconstruct.py", "pages/latent_map.py"])
def test_a_link_with_an_empty_parameter_opens(path, key):
    app = AppTest.from_file("../../app.py", default_timeout=60)
    app.switch_page(path)
    app.query_params[key] = ""
    app.run()
    assert not app.exception
    shown = [each for each in app.button_group if each.key == key]
    assert all(bool(each.value) == (key not in NONE_CHOSEN) for each in shown)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("pages/reconstruct.py", {"input": "Pick"}),
        ("pages/vae.py", {}),
        ("pages/vae.py", {"part": "Blend"}),
        ("pages/objective.py", {"topic": "Point or cloud"}),
        ("pages/train.py", {}),
    ],
)
def test_a_button_that_sets_a_widget_writes_nothing_into_the_log(path, query, open_page, monkeypatch):
    written = []
    monkeypatch.setattr(policies._LOGGER, "warning", lambda words, *rest, **_: written.append(words % rest))
    app = open_page(path, **query)
    buttons = [each.key for each in app.button if each.key.startswith(("report_", "roll_"))]
    assert buttons or path == "pages/train.py"
    for key in buttons:
        monkeypatch.setattr(policies, "_shown_default_value_warning", False)  # Streamlit says it once in a process
        app.get_by_key(key).click().run()
        assert not app.exception
    if not buttons:
        monkeypatch.setattr(policies, "_shown_default_value_warning", False)
        app.get_by_key("train_preset").set_value("Report: VAE").run()
        assert app.get_by_key("train_beta").value == 2.0
    assert not written


@pytest.mark.parametrize(
    ("path", "query", "lesson"),
    [
        ("pages/reconstruct.py", {}, "reconstruct"),
        ("pages/latent_map.py", {}, "map"),
        ("pages/vae.py", {}, "sample"),
        ("pages/vae.py", {"part": "Blend"}, "blend"),
        ("pages/vae.py", {"part": "Traverse"}, "traverse"),
        ("pages/vae.py", {"part": "Fed back"}, "fed-back"),
        ("pages/objective.py", {}, "beta"),
    ],
)
def test_a_lesson_can_be_taken_along_under_its_own_name(path, query, lesson, open_page, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "streamlit.download_button", lambda label, data, name, *_, **__: asked.append((label, data, name))
    )
    open_page(path, **query)
    assert lesson in ALONE
    [data] = [
        data for label, data, name in asked if (label, name) == ("Take this lesson along", f"latent-lab-{lesson}.html")
    ]
    assert (data.func, data.args) == (lab_page, (lesson,))


def test_what_is_taken_along_is_the_page_that_the_command_writes(lab):
    """By digest: to compare twelve million letters one by one, and to say where they differ, takes pytest an hour."""
    made = lab_page()
    assert made.startswith(STARTS)
    assert hashlib.sha256(made).hexdigest() == hashlib.sha256(lab.read_bytes()).hexdigest()
    opens_elsewhere = page("blend").encode("utf-16")
    assert hashlib.sha256(lab_page("blend")).hexdigest() == hashlib.sha256(opens_elsewhere).hexdigest()


def test_why_it_could_not_be_made_is_said_on_the_page_and_it_is_tried_again(open_page, monkeypatch, lab):
    monkeypatch.setattr("ui.alone.along._made", {})
    monkeypatch.setattr("ui.alone.along._faults", [])
    failed = subprocess.CompletedProcess([], 1, stderr="vae-2.safetensors is not here.")
    with monkeypatch.context() as broken:
        broken.setattr("ui.alone.along.subprocess.run", lambda *_, **__: failed)
        with pytest.raises(ae.WeightsError, match="is not here"):
            lab_page()
    [warning] = open_page("pages/latent_map.py").warning
    assert "vae-2.safetensors is not here." in warning.value

    def made(command, **_):
        Path(command[-1]).write_bytes(lab.read_bytes())
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("ui.alone.along.subprocess.run", made)
    assert lab_page().startswith(STARTS)
    assert not open_page("pages/latent_map.py").warning


@pytest.mark.parametrize("path", PATHS)
def test_the_projector_view_takes_no_parameter_from_a_widget(path, open_page):
    """Streamlit refuses to set the parameter of a widget from the second run of its page on."""
    app = open_page(path)
    app.session_state[PROJECTOR] = True
    app.run().run()
    assert not app.exception
