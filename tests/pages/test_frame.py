"""What holds for every page: content at once, navigation to all, no TensorFlow, a sentence where weights are missing."""

import os
import subprocess
import sys

import numpy as np
import pytest

import autoencoders as ae
from ui.frame import LESSONS, START

PATHS = [row.path for row in (START, *LESSONS)]


@pytest.mark.parametrize("path", PATHS)
def test_first_paint_has_content_and_the_way_to_every_lesson(path, open_page):
    app = open_page(path)
    assert app.title
    assert app.html or app.get("image")
    assert [link.label for link in app.sidebar.get("page_link")] == [row.title for row in (START, *LESSONS)]
    assert not app.error
    assert not app.warning


@pytest.mark.parametrize("path", PATHS)
def test_missing_weights_are_a_sentence_and_the_page_stays(path, open_page, monkeypatch):
    def gone(name):
        raise ae.WeightsError(f"{name}.safetensors is not here.")

    monkeypatch.setattr("ui.cached.model", gone)
    app = open_page(path)
    assert any("is not here" in alert.value for alert in (*app.error, *app.warning))
    assert app.title


@pytest.mark.parametrize("path", PATHS)
def test_without_mnist_the_page_says_so_and_goes_on(path, open_page, monkeypatch, synthetic):
    monkeypatch.setattr("ui.cached.dataset", lambda: synthetic)
    monkeypatch.setattr(
        "ui.cached.rows_of_class", lambda: tuple((synthetic.test_labels == d).nonzero()[0] for d in range(10))
    )
    app = open_page(path)
    assert app.html or app.get("image")
    assert any("MNIST is not on this machine" in caption.value for caption in app.caption)


def test_no_page_needs_tensorflow(tmp_path, synthetic):
    """With a data set at hand the whole app runs in a fresh process, and TensorFlow is not in it."""
    images, labels = synthetic.test_images[..., 0], synthetic.test_labels
    np.savez(tmp_path / "mnist.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    script = (
        "import sys\n"
        "from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('app.py', default_timeout=60).run()\n"
        f"for path in {PATHS[1:]}:\n"
        "    assert not app.switch_page(path).run().exception\n"
        "sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)\n"
    )
    environment = os.environ | {"AUTOENCODERS_DATA": str(tmp_path)}
    subprocess.run([sys.executable, "-c", script], timeout=120, check=True, env=environment)
