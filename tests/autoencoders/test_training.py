"""The trainer: against a plain loop over Keras's layers, from a seed, in pieces, changed while it runs, gone wrong."""

import os
import subprocess
import sys
from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf

import autoencoders as ae
from autoencoders import recipes
from autoencoders.export import keras_networks
from autoencoders.optimizers import together
from autoencoders.training import FEW_ROWS, filled_up, loops_compiled

TINY = ae.Recipe("tiny", "adam", rate=3e-3, steps=60, batch=16)


def run(name, images, steps=60, recipe=TINY, seed=0, block=500):
    trainer = ae.Trainer(ae.variant(name).initial(seed), images, recipe, seed)
    parts = [progress.losses for progress in trainer.run(steps, block)]
    return trainer, {term: np.concatenate([part[term] for part in parts]) for term in parts[0]}


@pytest.fixture(scope="module")
def images(synthetic):
    return synthetic.train_images[:2000]


@pytest.mark.parametrize("name", ["mlp-10", "conv-10", "conv-denoise-10", "vae-10"])
def test_a_tiny_training_gets_better_on_digits_it_has_not_seen(name, images, synthetic):
    trainer, _ = run(name, images, steps=150, recipe=replace(TINY, rate=1e-2 if "conv" in name else 3e-3))
    before, after = (
        ae.metrics.scores(model, synthetic.test_images[:300], np.random.default_rng(0))["test_bce_per_pixel"]
        for model in (trainer.start, trainer.model)
    )
    assert before == pytest.approx(np.log(2), rel=0.1)
    assert after < 0.7 * before


def test_the_same_seed_gives_the_same_curve_in_one_piece_or_many(images):
    (one, whole), (two, pieces), (_, other) = (
        run("vae-10", images),
        run("vae-10", images, block=7),
        run("vae-10", images, seed=1),
    )
    for term in whole:
        np.testing.assert_array_equal(whole[term], pieces[term])
        assert not np.allclose(whole[term], other[term])
    for name, array in one.model.parameters.items():
        np.testing.assert_array_equal(array, two.model.parameters[name])


def test_another_trainer_goes_on_from_a_state_as_if_nothing_had_happened(images):
    whole, _ = run("vae-10", images, steps=30)
    first, _ = run("vae-10", images, steps=11)
    other = ae.Trainer(ae.variant("vae-10").initial(5), images, TINY, seed=0)
    other.take_up(first.state)
    assert other.step == 11
    for _ in other.run(19):
        pass
    for name, array in whole.model.parameters.items():
        np.testing.assert_array_equal(array, other.model.parameters[name])
    for name in whole._slots:
        np.testing.assert_array_equal(whole._slots[name], other._slots[name])


def test_another_number_of_images_or_of_steps_compiles_nothing_anew(images):
    falling = replace(TINY, batch=5, cosine=True)  # a batch of which no other test has compiled the loop
    run("mlp-10", images[:300], steps=2, recipe=falling)
    compiled = loops_compiled()
    for count, steps in ((300, 70), (301, 60), (511, 9)):
        run("mlp-10", images[:count], steps=2, recipe=replace(falling, steps=steps))
    assert loops_compiled() == compiled
    run("mlp-10", images[:513], steps=2, recipe=falling)
    assert loops_compiled() == compiled + 1


@pytest.mark.parametrize("count", [1, 2, 3, 300, 512, FEW_ROWS - 1, FEW_ROWS, FEW_ROWS + 1])
def test_filling_up_leaves_the_images_first_and_large_sets_as_they_are(count):
    images = np.full((count, 28, 28, 1), 7, np.uint8)
    filled = filled_up(images)
    assert (filled[:count] == 7).all()
    assert not filled[count:].any()
    assert len(filled) == count if count >= FEW_ROWS else len(filled) in (2**power for power in range(14))
    assert (filled is images) == (count >= FEW_ROWS)


def test_images_that_fill_up_a_set_are_never_drawn():
    """Of 3 white images and a black one behind them the untrained model's loss is that of white ones."""
    white = np.full((3, 28, 28, 1), 255, np.uint8)
    _, losses = run("mlp-10", white, steps=40, recipe=replace(TINY, rate=0.0))
    _, alone = run("mlp-10", white[:1], steps=40, recipe=replace(TINY, rate=0.0))
    np.testing.assert_allclose(losses["reconstruction"], alone["reconstruction"], rtol=1e-5)


def test_three_steps_are_keras_own(images):
    """With one image in the data set every batch is known, so Keras's layers and optimizer can repeat the steps."""
    for family in ("mlp", "conv"):
        model = ae.variant(f"{family}-10").initial(4)
        trainer = ae.Trainer(model, images[:1], recipes.ASSIGNMENT)
        *_, progress = trainer.run(3)
        encoder, decoder = keras_networks(family, 10)
        for part, network in (("encoder.", encoder), ("decoder.", decoder)):
            network.set_weights([array for name, array in model.parameters.items() if name.startswith(part)])
        whole = keras.Sequential([encoder, decoder])
        whole.compile(keras.optimizers.Adadelta(1.0, rho=0.95), keras.losses.BinaryCrossentropy(from_logits=True))
        batch = np.repeat(images[:1].astype(np.float32) / 255, 64, axis=0)
        losses = [float(whole.train_on_batch(batch, batch)) for _ in range(3)]
        np.testing.assert_allclose(progress.losses["reconstruction"] / 784, losses, rtol=2e-5)
        for mine, theirs in zip(trainer.model.parameters.values(), whole.get_weights(), strict=True):
            np.testing.assert_allclose(mine, theirs, atol=2e-5)


def test_the_first_loss_is_the_untrained_models(images):
    model = ae.variant("vae-10").initial(0)
    _, losses = run("vae-10", images[:1], steps=1, recipe=replace(TINY, batch=512))
    one = images[:1].astype(np.float32) / 255
    epsilon = np.random.default_rng(0).standard_normal((4000, 10)).astype(np.float32)
    terms = model.terms(model.parameters, np.repeat(one, 4000, axis=0), np.repeat(one, 4000, axis=0), epsilon)
    assert losses["kl"][0] == pytest.approx(terms["kl"].mean(), rel=1e-4)
    error = terms["reconstruction"].std() / np.sqrt(512)
    assert abs(losses["reconstruction"][0] - terms["reconstruction"].mean()) < 4 * error


@pytest.mark.parametrize("shared", [False, True])
def test_noise_has_the_asked_for_size_and_is_shared_only_on_request(shared):
    """Black images under a model that passes its input on: the loss then shows the noise itself."""
    batches = []

    class Recorder(ae.Autoencoder):
        def terms(self, parameters, given, target, epsilon):
            spread = tf.math.reduce_std(given)
            across = tf.reduce_mean(tf.math.reduce_std(given, axis=0))
            nothing = 0.0 * sum(tf.reduce_sum(array) for array in parameters.values())
            return {"reconstruction": nothing + tf.stack([spread, across])}

    model = ae.variant("mlp-10").initial()
    recorder = Recorder(model.family, model.latent_dim, model.parameters)
    recipe = replace(TINY, noise=0.25, shared_noise=shared)
    for progress in ae.Trainer(recorder, np.zeros((10, 28, 28, 1), np.uint8), recipe).run(20):
        batches.append(2 * progress.losses["reconstruction"])
    across = 0.0 if shared else 0.25 * np.sqrt(15 / 16)
    assert np.mean(batches) == pytest.approx(0.25 + across, rel=0.03)


@pytest.mark.parametrize("clip", [False, True])
def test_noisy_inputs_are_cut_to_what_a_pixel_can_be_only_on_request(clip):
    """Of black images half of the noise is below 0; of a Gaussian's upper half the mean of squares is half its variance."""

    class Recorder(ae.Autoencoder):
        def terms(self, parameters, given, target, epsilon):
            nothing = 0.0 * sum(tf.reduce_sum(array) for array in parameters.values())
            return {"reconstruction": nothing + tf.stack([tf.reduce_min(given), tf.reduce_mean(given**2)])}

    model = ae.variant("mlp-10").initial()
    recorder = Recorder(model.family, model.latent_dim, model.parameters)
    trainer = ae.Trainer(recorder, np.zeros((10, 28, 28, 1), np.uint8), replace(TINY, noise=0.2, clip=clip))
    (progress,) = trainer.run(20)
    both = 2 * progress.losses["reconstruction"]  # the least pixel of a batch, and the mean of squares
    if clip:
        np.testing.assert_allclose(both, 0.02, rtol=0.1)
    else:
        assert (both < -0.4).all()


def test_rate_beta_and_sigma_change_while_it_runs_without_a_new_compilation(images):
    trainer = ae.Trainer(ae.variant("vae-10").initial(0), images, TINY)
    next(trainer.run(20))
    compiled = trainer._block
    before = trainer.model.parameters["decoder.pixels.bias"]
    trainer.rate = 0.0
    next(trainer.run(20))
    np.testing.assert_array_equal(trainer.model.parameters["decoder.pixels.bias"], before)
    trainer.rate, trainer.beta, trainer.sigma = 3e-3, 50.0, 0.2
    *_, late = trainer.run(200)
    assert trainer._block is compiled
    assert isinstance(trainer.model, ae.VAE)
    assert trainer.model.beta == 50.0
    assert late.losses["kl"][-20:].mean() < 1.0  # such a beta leaves nothing in the code


def test_the_model_that_was_given_stays_as_it_was(images):
    model = ae.variant("mlp-10").initial(0)
    copies = {name: array.copy() for name, array in model.parameters.items()}
    next(ae.Trainer(model, images, TINY).run(30))
    for name, array in model.parameters.items():
        np.testing.assert_array_equal(array, copies[name])


def test_a_loss_that_is_not_finite_stops_and_names_the_step(images):
    trainer = ae.Trainer(ae.variant("mlp-10").initial(0), images, replace(TINY, optimizer="sgd", rate=1e30))
    with pytest.raises(ae.TrainingDiverged, match=r"not finite at step \d+ .*smaller rate") as caught:
        list(trainer.run(60, block=1))
    assert 1 < caught.value.step <= 60
    assert trainer.step == caught.value.step - 1
    assert all(np.isfinite(array).all() for array in trainer.model.parameters.values())


def test_a_last_update_that_goes_wrong_is_noticed_though_every_loss_was_a_number(images):
    """The first step's loss is that of the untrained model; what it leaves behind is none."""
    trainer = ae.Trainer(ae.variant("mlp-10").initial(0), images, replace(TINY, optimizer="sgd", rate=1e38))
    trainer.rate = float("inf")
    with pytest.raises(ae.TrainingDiverged) as caught:
        list(trainer.run(1))
    assert (caught.value.step, trainer.step) == (1, 0)
    assert all(np.isfinite(array).all() for array in trainer.model.parameters.values())


@pytest.mark.parametrize("setting", ["variable", "file"])
def test_the_trainer_trains_whatever_backend_keras_is_set_to(setting, tmp_path):
    environment = {**os.environ, "KERAS_HOME": str(tmp_path), "TF_CPP_MIN_LOG_LEVEL": "3"}
    if setting == "variable":
        environment["KERAS_BACKEND"] = "numpy"
    else:
        (tmp_path / "keras.json").write_text('{"backend": "numpy"}')
    told = (
        "import autoencoders as ae; d = ae.load_dataset('synthetic').train_images[:64]; "
        "t = ae.Trainer(ae.variant('mlp-10').initial(0), d, ae.Recipe('x', 'adam', 1e-3, 2, batch=4)); "
        "print([p.step for p in t.run(2)])"
    )
    done = subprocess.run([sys.executable, "-c", told], env=environment, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[2]", done.stderr[-400:]


@pytest.mark.parametrize(
    "images",
    [np.zeros((4, 28, 28, 1), np.float32), np.zeros((4, 28, 28), np.uint8), np.zeros((0, 28, 28, 1), np.uint8)],
    ids=["floats", "no channel", "none"],
)
def test_wrong_images_get_a_sentence(images):
    with pytest.raises(ValueError, match="takes uint8 images"):
        ae.Trainer(ae.variant("mlp-10").initial(), images, TINY)


def test_the_recipes_are_the_reports():
    assert ae.Recipe("assignment", "adadelta", 1.0, 4000, batch=64) == recipes.ASSIGNMENT
    assert recipes.ASSIGNMENT_DENOISING.noise == pytest.approx(20 / 255)
    assert recipes.ASSIGNMENT_DENOISING.shared_noise
    assert not recipes.CONVERGED_DENOISING.shared_noise
    assert ae.Recipe("assignment", "adam", 1e-3, 30_000, batch=64) == recipes.ASSIGNMENT_VAE
    assert [ae.variant(name).beta for name in ("vae-10", "vae-10.assignment")] == [1.0, 2.0]


def test_the_cosine_falls_from_one_to_zero_as_keras_does():
    recipe = ae.Recipe("r", "adam", 1.0, 80, cosine=True)
    theirs = keras.optimizers.schedules.CosineDecay(1.0, 80)
    for step in (0, 1, 20, 40, 79, 80, 200):
        assert recipe.decay(np.float32(step), recipe.steps) == pytest.approx(float(theirs(step)), abs=1e-6)


@pytest.mark.skipif(
    not os.access("/proc/self/clear_refs", os.W_OK), reason="reads the peak memory of a process from /proc"
)
def test_a_trainer_adds_less_memory_than_its_images_have_even_for_a_moment():
    """In a fresh process, whose memory nothing else has stretched: 60,000 images and 200 steps."""
    script = (
        "import numpy as np, autoencoders as ae\n"
        "def peak(): return int(next(l for l in open('/proc/self/status') if l.startswith('VmHWM')).split()[1]) * 1024\n"
        "images = np.random.default_rng(0).integers(0, 256, (60_000, 28, 28, 1), dtype=np.uint8)\n"
        "recipe = ae.Recipe('r', 'adam', 1e-3, 1000, batch=8)\n"
        "list(ae.Trainer(ae.variant('mlp-10').initial(), images[:8], recipe).run(20))\n"
        "open('/proc/self/clear_refs', 'w').write('5')\n"
        "before = peak()\n"
        "trainer = ae.Trainer(ae.variant('mlp-10').initial(), images, recipe)\n"
        "list(trainer.run(200))\n"
        "added = (peak() - before) / images.nbytes\n"
        "assert added < 1, added\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)


@pytest.mark.parametrize("how", ["shifted by a byte", "read-only", "every other"])
def test_memory_that_tensorflow_cannot_take_is_copied(images, how):
    if how == "shifted by a byte":
        given = np.frombuffer(bytearray(images.nbytes + 1), np.uint8, offset=1).reshape(images.shape)
        given[:] = images
    elif how == "read-only":
        given = images.copy()
        given.flags.writeable = False
    else:
        given = np.repeat(images, 2, axis=0)[::2]
    one, other = (
        next(ae.Trainer(ae.variant("mlp-10").initial(), each, TINY).run(5)).losses["reconstruction"]
        for each in (images, given)
    )
    np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("optimizer", ["adam", "adadelta", "sgd"])
def test_an_optimizer_starts_anew_after_a_rewind_as_from_the_first_step(images, optimizer):
    """Rewound to a model as of any step, on images all alike, it moves as a trainer that begins with this model."""
    model = ae.variant("mlp-10").initial()
    same = np.repeat(images[:1], 3, axis=0)
    recipe = replace(TINY, optimizer=optimizer, rate=1e-3)
    fresh, rewound = (ae.Trainer(model, same, recipe) for _ in range(2))
    next(rewound.run(20))
    rewound.rewind(model, 700)
    for trainer in (fresh, rewound):
        next(trainer.run(3))
    for name, array in fresh.model.parameters.items():
        np.testing.assert_allclose(rewound.model.parameters[name], array, rtol=1e-5, atol=1e-7)


@pytest.mark.parametrize("name", ["mlp-10", "conv-100", "vae-10"])
def test_every_parameter_moves_once_and_only_small_ones_together(name):
    parameters = ae.variant(name).initial().parameters
    groups = together(parameters)
    assert sorted(name for names in groups for name in names) == sorted(parameters)
    for names in groups:
        assert len(names) == 1 or max(parameters[each].size for each in names) < 2**12
    assert max(map(len, groups)) > 1


def test_the_import_of_tensorflow_leaves_python_as_it_was():
    script = (
        "import gc, sys, threading\n"
        "before = sys.getswitchinterval(), gc.isenabled()\n"
        "from autoencoders.backend import tensorflow\n"
        "assert 'tensorflow' not in sys.modules\n"
        "threads = [threading.Thread(target=tensorflow) for _ in range(3)]\n"
        "for thread in threads: thread.start()\n"
        "for thread in threads: thread.join()\n"
        "assert tensorflow() is sys.modules['tensorflow']\n"
        "assert (sys.getswitchinterval(), gc.isenabled()) == before\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=120)
