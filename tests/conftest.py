"""The environment that every test runs in, and the two data sets that many of them read."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from threadpoolctl import threadpool_limits

from tests.checkout import ROOT

# TensorFlow reads these when it is imported, so they are set before any test module is.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# The scores in the weights' cards and the limits on time are for CPUs.
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
# A training's loop that one process has compiled is loaded by all others of these tests, their workers and servers too: the same
# numbers to the bit for a fifth of the time. It is forgotten with the tests, since it is of this machine and this TensorFlow.
COMPILED = None
if "TF_XLA_FLAGS" not in os.environ:  # a process of xdist has it from the one that started it
    COMPILED = tempfile.TemporaryDirectory(prefix="latent-lab-compiled-", ignore_cleanup_errors=True)
    os.environ["TF_XLA_FLAGS"] = f"--tf_xla_persistent_cache_directory={COMPILED.name}"

if TYPE_CHECKING:
    import numpy as np

    from autoencoders.digits.datasets import Dataset


def pytest_unconfigure() -> None:
    if COMPILED:
        COMPILED.cleanup()


@pytest.fixture(scope="session", autouse=True)
def quick_runs() -> Iterator[None]:
    """Leave out what Streamlit does around each run of a page here and not in the app, a second and a half of a core each time.

    Where Keras is imported, it collects the garbage of all of TensorFlow; the app's server never imports it, which a test holds.
    `AppTest` looks through every installed package for components before each run, a server once as it starts.
    """
    if "streamlit.testing.v1" not in sys.modules:
        yield
        return
    from streamlit.components.v2 import manifest_scanner
    from streamlit.runtime.scriptrunner import script_runner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(script_runner, "_clean_problem_modules", lambda: None)
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(scope="session", autouse=True)
def one_core() -> None:
    """Matrix products on one core, as in the app: two threads wait for each other at full speed.

    Only in this process: what tests start has to look after itself.
    """
    import scipy.linalg  # noqa: F401 (it brings an OpenBLAS of its own, which has to be here to be held)

    threadpool_limits(1, user_api="blas")


@pytest.fixture(scope="session")
def mnist() -> "Dataset":
    """The real MNIST, where this machine has it."""
    from autoencoders.digits.datasets import DatasetError, load_dataset

    try:
        return load_dataset("mnist", download=False)
    except DatasetError as error:
        reason = f"MNIST is not on this machine: {error}"
    if os.environ.get("CI") == "true" and os.environ.get("AUTOENCODERS_DATA"):
        pytest.fail(f"AUTOENCODERS_DATA is set, and yet: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def synthetic() -> "Dataset":
    """The digits that the package draws itself."""
    from autoencoders.digits.datasets import load_dataset

    return load_dataset("synthetic")


@pytest.fixture(scope="session")
def digits() -> "np.ndarray":
    """A hundred digits as models see them, `(100, 28, 28, 1)` in [0, 1]: MNIST's first test images, else drawn ones."""
    from autoencoders.digits.datasets import DatasetError, load_dataset

    try:
        found = load_dataset("mnist", download=False)
    except DatasetError:
        found = load_dataset("synthetic")
    return found.test_images[:100].astype("float32") / 255


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The lab as one file, written as anybody writes it; once for all processes that test, since it takes seconds."""
    folder = tmp_path_factory.getbasetemp()
    path = (folder if worker_id == "master" else folder.parent) / "latent-lab.html"
    with FileLock(path.with_suffix(".lock")):
        if not path.exists():
            command = [sys.executable, "-m", "autoencoders", "page", "--out", str(path)]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return path
