"""Two untrained models with the same networks, and two digits, for all tests of this lesson."""

import numpy as np
import pytest

import autoencoders as ae


@pytest.fixture(scope="session")
def models():
    return ae.variant("twin-10").initial(1), ae.variant("vae-10").initial(1)


@pytest.fixture(scope="session")
def pair(synthetic):
    return synthetic.test_images[:2].astype(np.float32) / 255
