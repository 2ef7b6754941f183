"""The derivation of one digit, for all tests of the notes."""

from typing import cast

import numpy as np
import pytest

import autoencoders as ae
from ui.notes.derivation import derive


@pytest.fixture(scope="session")
def models():
    return ae.load("twin-10"), cast("ae.VAE", ae.load("vae-10"))


@pytest.fixture(scope="session")
def found(synthetic, models):
    autoencoder, vae = models
    return derive(synthetic.test_images[3].astype(np.float32) / 255, autoencoder, vae, 4)
