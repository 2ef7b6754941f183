"""The training in Keras's words: its losses are ours, its step goes down our gradient, and it learns."""

import keras
import numpy as np
import pytest

import autoencoders as ae
from autoencoders.export import keras_networks
from autoencoders.keras_training import keras_ae, keras_vae, keras_vae_step
from autoencoders.scores.metrics import cross_entropy

BETA, RATE = 2.0, 1e-3


@pytest.fixture(autouse=True)
def seed():
    """Keras draws the first weights by a seed of the process. Without it one start in some hundred learns half as fast."""
    keras.utils.set_random_seed(0)


@pytest.fixture
def images(synthetic):
    return synthetic.train_images[:256].astype(np.float32) / 255


def test_a_step_has_our_losses_and_goes_down_our_gradient(images):
    """Along its move the objective, in NumPy alone, falls as fast as for a move of −rate·gradient: by |move|² / rate."""
    model = ae.variant("vae-10").initial(5)
    networks = keras_networks("vae", 10)
    parts = [[name for name in model.parameters if name.startswith(f"{network.name}.")] for network in networks]
    for network, names in zip(networks, parts, strict=True):
        network.set_weights([model.parameters[name] for name in names])
    batch, epsilon = images[:16], np.random.default_rng(6).standard_normal((16, 10), dtype=np.float32)
    told = keras_vae_step(*networks, keras.optimizers.SGD(RATE), batch, epsilon, BETA)

    start = {name: array.astype(np.float64) for name, array in model.parameters.items()}
    given, thrown = batch.astype(np.float64), epsilon.astype(np.float64)
    terms = model.terms(start, given, given, thrown)
    assert float(told[0]) == pytest.approx(terms["reconstruction"].mean(), rel=1e-4)
    assert float(told[1]) == pytest.approx(terms["kl"].mean(), rel=1e-4)

    moved = {
        name: array.astype(np.float64) - start[name]
        for network, names in zip(networks, parts, strict=True)
        for name, array in zip(names, network.get_weights(), strict=True)
    }

    def objective(share):
        parameters = {name: start[name] + share * moved[name] for name in start}
        return float(model.objective(model.terms(parameters, given, given, thrown), BETA))

    slope = (objective(1e-3) - objective(-1e-3)) / 2e-3
    length = sum(float((move**2).sum()) for move in moved.values())
    assert slope == pytest.approx(-length / RATE, rel=0.02)


def test_the_loop_of_a_vae_learns(images):
    before, after = (keras_vae(images, 10, 1.0, steps) for steps in (0, 40))
    costs = [
        cross_entropy(images, np.asarray(decoder(encoder(images)[0]))).mean() for encoder, decoder in (before, after)
    ]
    assert costs[1] < 0.6 * costs[0]


@pytest.mark.parametrize("family", ["mlp", "conv"])
def test_fit_teaches_an_ae(family, images):
    before, after = (keras_ae(images, family, 10, epochs, rate=1e-2) for epochs in (0, 6))
    costs = [cross_entropy(images, np.asarray(model(images))).mean() for model in (before, after)]
    assert costs[1] < 0.6 * costs[0]
