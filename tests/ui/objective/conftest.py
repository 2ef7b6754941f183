"""The bill of one digit, for all tests of this lesson."""

from typing import cast

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.scores.digit_bill import bill


@pytest.fixture(scope="session")
def found(synthetic):
    image = synthetic.test_images[3].astype(np.float32) / 255
    return bill(
        cast("ae.VAE", ae.load("vae-10")), image, np.random.default_rng(4).standard_normal(10, dtype=np.float32)
    )
