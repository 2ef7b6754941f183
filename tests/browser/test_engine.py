"""JavaScript held to Python in a real browser: the engine alone, without a page, and its speed as the pages have it."""

import base64

import numpy as np
import pytest
from playwright.sync_api import expect

import autoencoders as ae
from autoencoders import chance
from autoencoders.codes import Codes, codes_path, load_codes
from autoencoders.densities import Mixture, random_codes
from autoencoders.digits.kinds import KINDS, Damage
from autoencoders.geometry import arc, line
from autoencoders.losses import continuous_bernoulli_log_normaliser, kl_per_dimension
from autoencoders.models import build
from autoencoders.networks import NETWORKS
from autoencoders.recording import load_recording, recording_path
from autoencoders.scores import metrics, strangeness
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.scores.percentiles import Percentiles, percentiles
from autoencoders.scores.readings import brief_beside, each_reading, reading, row_reading
from autoencoders.scores.ring_facts import facts
from autoencoders.weights import WEIGHTS, weights_path
from tests.browser.conftest import BYTES, received
from ui.browser.packs import pack
from ui.browser.scripts import engine
from ui.input.noise import DRAWS, kind_rows
from ui.pictures import code_strip, error_map, grey

RANDOM = [("mlp", 2), ("mlp", 128), ("conv", 2), ("conv", 17), ("twin", 3), ("vae", 20), ("pca", 2), ("pca", 128)]


@pytest.fixture
def js(blank):
    """A page with nothing but the engine in it: `js(body, *arguments)` runs a function's body with `a` as arguments."""
    blank.add_script_tag(content=f"{engine()}\n{BYTES}")
    return lambda body, *arguments: blank.evaluate(f"a => {{ {body} }}", list(arguments))


def text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def random_model(family: str, d: int) -> ae.Model:
    rng = np.random.default_rng(3)
    parameters = {
        name: rng.normal(0, 0.3 if len(shape) < 2 or "hidden" not in name else 0.03, shape).astype(np.float32)
        for name, shape in NETWORKS[family].shapes(d).items()
    }
    return build(family, d, parameters, 1.0 if family == "vae" else None)


@pytest.mark.parametrize(("family", "d"), RANDOM)
def test_every_family_decodes_and_encodes_as_in_python(js, family, d):
    """With random parameters, biases too, and pictures that leave [0, 1] as noisy ones do."""
    model, rng = random_model(family, d), np.random.default_rng(4)
    codes, pictures = rng.standard_normal((5, d)).round(4), rng.normal(0.3, 0.5, (5, 28, 28, 1)).round(4)
    found = js(
        "const pack = unpack(bytes(a[0])); return {d: pack.d, pictures: a[1].map(code => [...pack.decode(code)]),"
        " codes: a[2].map(pixels => [...pack.encode(pixels)]),"
        " spreads: pack.posterior && a[2].map(pixels => [...pack.posterior(pixels).logVar])}",
        text(pack("some", model).data),
        codes.tolist(),
        pictures.reshape(5, -1).tolist(),
    )
    assert found["d"] == d
    np.testing.assert_allclose(found["pictures"], model.decode(codes).reshape(5, -1), atol=2e-5)
    np.testing.assert_allclose(found["codes"], model.encode(pictures.astype(np.float32)), atol=1e-4)
    assert (family == "vae") == isinstance(model, ae.VAE) == (found.get("spreads") is not None)
    if isinstance(model, ae.VAE):
        np.testing.assert_allclose(found["spreads"], model.posterior(pictures.astype(np.float32))[1], atol=1e-4)


@pytest.mark.parametrize("row", ae.VARIANTS, ids=lambda row: row.name)
def test_every_shipped_model_sees_draws_and_scores_as_in_python(js, row, digits):
    """From its own file, float16 at rest; every second digit with noise, and each scored against the clean one."""
    noise = np.random.default_rng(5).standard_normal(digits.shape, dtype=np.float32)
    seen = (digits + 0.2 * (np.arange(len(digits)) % 2)[:, None, None, None] * noise).astype(np.float32)
    model = ae.load(row.name)
    found = js(
        "const pack = unpack(bytes(a[0])); const [clean, all] = [a[1], a[2]].map(each => new Float32Array(bytes(each).buffer));"
        " const codes = [], pictures = new Float64Array(all.length), scores = [], kl = [];"
        " for (let i = 0; i < all.length; i += 784) {"
        " const [digit, pixels] = [clean.subarray(i, i + 784), all.subarray(i, i + 784)]; const code = pack.encode(pixels);"
        " const output = pack.decode(code); codes.push(...code); pictures.set(output, i);"
        " const cost = crossEntropy(digit, pack.logits(code)) / 784;"
        " scores.push([cost, mse(digit, output), psnr(digit, output), ssim(digit, output)]);"
        " if (pack.posterior) { const { mean, logVar } = pack.posterior(pixels); kl.push(total(klPerNumber(mean, logVar))) }"
        " } return {codes: sent(codes), pictures: sent(pictures), scores, kl}",
        *map(text, (weights_path(row.name).read_bytes(), digits.tobytes(), seen.tobytes())),
    )
    codes = model.encode(seen)
    assert np.abs(received(found["codes"]).reshape(codes.shape) - codes).max() < 1e-4 * max(1, np.abs(codes).max())
    output = model.reconstruct(seen)
    assert np.abs(received(found["pictures"]).reshape(output.shape) - output).max() < 1e-4
    expected = [
        metrics.cross_entropy(digits, model.logits(codes)) / 784,
        metrics.mse(digits, output),
        metrics.psnr(digits, output),
        metrics.ssim(digits, output),
    ]
    np.testing.assert_allclose(found["scores"], np.transpose(expected), atol=3e-4, rtol=0)
    if isinstance(model, ae.VAE):
        kl = kl_per_dimension(*model.posterior(seen)).sum(axis=1)
        np.testing.assert_allclose(found["kl"], kl, rtol=1e-4)


@pytest.mark.parametrize("value", [0.0, 1.0, -2.5, 6.1e-5, 5.96e-8, -3.3e-6, 65504.0, 0.333251953125])
def test_every_half_is_read(js, value):
    half = np.float16(value)
    assert js("return HALVES[a[0]]", int(half.view(np.uint16))) == float(half)


def test_the_maps_decode_fast(page):
    page.goto("/latent_map")
    expect(page.locator(".pad[data-code]")).to_be_visible()
    rate = page.evaluate(
        "() => { const packs = [...latentLab.packs.values()]; const start = performance.now();"
        " for (let i = 0; i < 100; i++) packs.forEach(pack => pack.decode?.([i / 50, 1]));"
        " return 100 / (performance.now() - start) * 1000 }"
    )
    assert rate > 50, f"both decoders together: {rate:.0f} a second"


def test_scores_are_python_s(js, digits):
    """Of digits beside noisy ones, on logits from certain to absurd."""
    rng = np.random.default_rng(6)
    other = np.clip(digits + 0.3 * rng.standard_normal(digits.shape), 0, 1).astype(np.float32)
    other[0] = digits[0]
    logits = rng.normal(0, 1, digits.shape) * 10.0 ** rng.integers(-2, 3, (len(digits), 1, 1, 1))
    rows = [np.asarray(a, np.float32).reshape(len(digits), -1) for a in (digits, other, logits)]
    found = js(
        "const [all, ...others] = a.map(each => new Float32Array(bytes(each).buffer)); const found = [];"
        " for (let i = 0; i < all.length; i += 784) {"
        " const [x, y, logits] = [all, ...others].map(each => [...each.subarray(i, i + 784)]);"
        " const scores = [crossEntropy(x, logits), entropyFloor(x), mse(x, y), psnr(x, y), ssim(x, y), logNormaliser(logits)];"
        " found.push(scores.map(String)) } return found",
        *[text(row.tobytes()) for row in rows],
    )
    expected = [
        metrics.cross_entropy(digits, logits.astype(np.float32)),
        metrics.entropy_floor(digits),
        metrics.mse(digits, other),
        metrics.psnr(digits, other),
        metrics.ssim(digits, other),
        continuous_bernoulli_log_normaliser(logits.astype(np.float32)).sum(axis=(1, 2, 3)),
    ]
    assert found[0][3] == "Infinity"
    np.testing.assert_allclose(np.array(found, float), np.transpose(expected), rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("name", ["vae-10", "vae-2"])
def test_the_negative_elbo_is_python_s(js, name, digits):
    vae = ae.load(name)
    assert isinstance(vae, ae.VAE)
    throws, found = js(
        "const pack = unpack(bytes(a[0])); return [fixedThrows(pack.d).map(row => [...row]),"
        " a[1].map(x => negativeElbo(pack, x))]",
        text(weights_path(name).read_bytes()),
        digits[:5].reshape(5, -1).tolist(),
    )
    np.testing.assert_allclose(throws, strangeness.throws(vae.latent_dim), atol=1e-6)
    np.testing.assert_allclose(found, strangeness.negative_elbo(vae, digits[:5]), atol=0.02)


def test_the_share_below_is_python_s(js):
    among = percentiles(np.random.default_rng(8).gamma(2, 1, 3_000))
    few = among.among(101)
    values = [few[0] - 1, few[0], *np.random.default_rng(9).uniform(few[0], few[-1], 20), few[50], few[-1], few[-1] + 1]
    found = js("return a[0].map(value => shareBelow(value, a[1]))", [float(v) for v in values], few.tolist())
    np.testing.assert_allclose(found, [Percentiles(few, 3_000).below(value) for value in values], atol=1e-9)


def test_kl_is_python_s(js):
    mean, log_var = np.random.default_rng(7).normal(0, 2, (2, 20))
    found = js("return klPerNumber(a[0], a[1])", mean.tolist(), log_var.tolist())
    np.testing.assert_allclose(found, kl_per_dimension(mean[None], log_var[None])[0], rtol=1e-9)


@pytest.mark.parametrize("d", [1, 2, 10, 100, 128])
def test_strips_of_codes_are_the_same_pictures(js, d):
    code = np.random.default_rng(d).normal(0, 3, d).astype(np.float32)
    found = js(
        "const made = codeStrip(a[0], '#D55E00'); return [made.height, made.width, [...made.data]]", code.tolist()
    )
    expected = code_strip(code, "#D55E00")
    assert found[:2] == list(expected.shape[:2])
    np.testing.assert_array_equal(np.reshape(found[2], expected.shape), expected)


def test_error_maps_and_greys_are_the_same_pictures(js, digits):
    noisy = digits + np.random.default_rng(8).normal(0, 0.5, digits.shape).astype(np.float32)
    for clean, output in zip(digits[:5], noisy, strict=False):
        found = js(
            "return [errorMap, (_, output) => greyPicture(output)].map(make => [...make(a[0], a[1]).data])",
            clean.ravel().tolist(),
            output.ravel().tolist(),
        )
        errors, greys = (np.reshape(each, (28, 28, 4)) for each in found)
        assert np.abs(errors[..., :3].astype(int) - error_map(clean, output)).max() <= 1
        assert np.abs(greys[..., 0].astype(int) - grey(output)).max() <= 1
        assert (errors[..., 3] == 255).all()


@pytest.mark.parametrize("name", ["uniforms", "normals"])
def test_chance_is_the_same_function(js, name):
    """Of every draw that the pages have, and of seeds and numbers up to the last."""
    for wanted in (
        [[seed, 40, 0] for seed in range(1000)],
        [[2**32 - 1, 784, 0], [2**31, 784, 2**31 - 784], [7, 9, 99]],
    ):
        found = js(f"return a.map(wanted => [...{name}(...wanted)])", *wanted)
        for (seed, count, first), numbers in zip(wanted, found, strict=True):
            np.testing.assert_allclose(numbers, getattr(chance, name)(seed, count, first), rtol=0, atol=1e-12)


@pytest.mark.parametrize("end", [1, 7, 1000])
def test_throws_follow_each_other_in_the_same_order(js, end):
    found = js("return Array.from({ length: a[0] }, (_, number) => following(number, a[0]))", end)
    assert found == [chance.following(number, end) for number in range(end)]


def codes_in_javascript(js, density, *arguments):
    flat = density and {name: getattr(density, name).ravel().tolist() for name in ("weights", "means", "covariances")}
    return np.array(js("return randomCodes(...a).map(code => [...code])", flat, *arguments))


@pytest.mark.parametrize("seed", [0, 3, 999])
@pytest.mark.parametrize("temperature", [0.1, 1.0, 2.0])
def test_random_codes_are_python_s(js, temperature, seed):
    """Of N(0, I), and of a mixture of long, thin and turned Gaussians, with weights from a half to a thousandth."""
    rng = np.random.default_rng(9)
    factors = rng.standard_normal((5, 12, 12)) * np.logspace(-2, 1, 12)
    weights = np.array([0.5, 0.3, 0.15, 0.049, 0.001])
    mixture = Mixture(weights, rng.normal(0, 5, (5, 12)), factors @ factors.transpose(0, 2, 1))
    for density in (None, mixture):
        arguments = (200, 12, temperature, seed)
        expected = random_codes(density, *arguments)
        np.testing.assert_allclose(codes_in_javascript(js, density, *arguments), expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize("density", ["gaussian", "mixture"])
@pytest.mark.parametrize("name", ["twin-2", "twin-10"])
def test_shipped_densities_give_python_s_codes_from_their_own_files(js, name, density):
    d = ae.variant(name).latent_dim
    found = js(
        "const pack = unpack(bytes(a[0]));"
        " const parts = ['weights', 'means', 'covariances'].map(part => [part, pack[`${a[1]}.${part}`]]);"
        " return randomCodes(Object.fromEntries(parts), 36, a[2], 1, 4).map(code => [...code])",
        text(codes_path(name).read_bytes()),
        density,
        d,
    )
    expected = random_codes(getattr(load_codes(name), density), 36, d, 1.0, 4)
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-6)


WAYS = {
    "across": ([1.0, 2.0, -0.5], [-3.0, 0.1, 4.0]),
    "from nowhere": ([0.0, 0.0], [3.0, 1.0]),
    "outwards": ([0.1, 0.2], [0.3, 0.6]),
    "to the other side": ([1.0, 0.0], [-2.0, 0.0]),
    "close by": ([1.0, 1.0], [1.0, 1.001]),
    "many numbers": tuple(np.random.default_rng(2).normal(0, 3, (2, 100)).tolist()),
}


@pytest.mark.parametrize("steps", [1, 2, 9])
@pytest.mark.parametrize("ends", WAYS.values(), ids=WAYS)
def test_ways_are_python_s(js, ends, steps):
    found = js("return [line, arc].map(way => way(...a).map(code => [...code]))", *ends, steps)
    for way, codes in zip((line, arc), found, strict=True):
        np.testing.assert_allclose(codes, way(np.array(ends[0]), np.array(ends[1]), steps), atol=1e-9)


def probabilities(js, pictures: np.ndarray) -> np.ndarray:
    """What the judge gives each of these pictures in the browser, `(n, 10)`, from its own file."""
    found = js(
        "const look = judgeOf(unpack(bytes(a[0]))); const all = new Float32Array(bytes(a[1]).buffer); const found = [];"
        " for (let i = 0; i < all.length; i += 784) found.push([...look(all.subarray(i, i + 784))]); return found",
        text((WEIGHTS / JUDGE).read_bytes()),
        text(pictures.astype(np.float32).tobytes()),
    )
    return np.array(found)


@pytest.mark.parametrize("sigma", [0.0, 0.3, 1.0])
def test_the_judge_sees_as_in_python(js, sigma, digits):
    """What it sees is what is shown, so that noise outside [0, 1] is cut off; and words follow from that."""
    noisy = digits + sigma * np.random.default_rng(6).standard_normal(digits.shape, dtype=np.float32)
    noisy[0], noisy[1, 3:9] = np.nan, np.inf
    noisy[2:5] *= np.reshape([0.05, 0.1, 0.15], (3, 1, 1, 1))  # from hardly any ink to little
    judge, shown = read_judge(WEIGHTS / JUDGE)[0], np.clip(np.nan_to_num(noisy), 0, 1)
    expected = judge.look(shown)[1]
    np.testing.assert_allclose(probabilities(js, noisy), expected, atol=1e-4)
    assert js("return a[0].map(reading)", expected.tolist()) == [reading(each) for each in expected]
    assert [f"; {reading(each)}" for each in expected] == each_reading(judge, noisy)


def test_the_judge_says_the_same_words(js):
    """Shares at every rounding: ties of whole and half percents, the bound of being sure, ties of two digits."""
    rng = np.random.default_rng(7)
    shares = [*np.arange(201) / 200, *np.arange(201) / 200 - 1e-12, 0.8999999, 0.9, np.float32(0.9), 0.9996, 1.0]
    every = [np.full(10, (1 - max(0.0, share)) / 9) for share in shares]
    for row, share in zip(every, shares, strict=True):
        row[rng.integers(10)] = max(0.0, share)
    every += [*rng.dirichlet(np.full(10, 0.1), 500), *rng.dirichlet(np.full(10, 0.1), 500).round(2), np.full(10, 0.1)]
    every.append(np.eye(10)[3] / 2 + np.eye(10)[1] / 2)
    given = [each.tolist() for each in every]
    assert js("return a[0].map(reading)", given) == [reading(each) for each in every]
    words = [reading(each) for each in every]
    for clean in ("; read as 3, 95 % sure", "hardly any ink"):
        beside = js("return a[0].map(words => briefBeside(words, a[1]))", words, clean)
        assert beside == [brief_beside(each, clean) for each in words]
    typed = "return a[0].map(row => reading(Float64Array.from(row)))"
    assert js(typed, given) == [reading(each) for each in every]
    assert js("return rowReading(a[0].map(row => Float64Array.from(row)))", given) == row_reading(np.stack(every))


def test_the_judge_is_quick_enough_for_every_frame(js, digits):
    """The quickest of five rounds, since other tests may be at work; with pixels that are nowhere 0, which cost most."""
    noisy = np.clip(digits[:20] + 0.1, 0, 1)
    took = js(
        "const look = judgeOf(unpack(bytes(a[0]))); const rounds = []; for (let r = 0; r < 5; r++) {"
        " const start = performance.now(); a[1].forEach(look); rounds.push((performance.now() - start) / a[1].length) }"
        " return rounds",
        text((WEIGHTS / JUDGE).read_bytes()),
        noisy.reshape(20, -1).tolist(),
    )
    assert min(took) < 3, f"milliseconds a picture: {took}"


def test_every_kind_of_damage_makes_the_same_pictures_and_says_the_same(js, digits):
    for kind in KINDS.values():
        settings = [
            Damage(kind, strength, seed, clip)
            for place, strength in enumerate(kind.places)
            for seed, clip in ((place, False), (DRAWS - 1 - 7 * place, True))
        ]
        asked = [
            {"kind": kind.name, "strength": each.strength, "seed": each.seed, "clip": each.clip} for each in settings
        ]
        found = js(
            "return sent(a[1].flatMap(each => [...damaged(each, Float32Array.from(a[0]))]))",
            digits[3].ravel().tolist(),
            asked,
        )
        expected = np.stack([each.of(digits[3]).ravel() for each in settings])
        np.testing.assert_allclose(received(found).reshape(expected.shape), expected, atol=1e-5, err_msg=kind.name)
        said = js(
            "return a[1].map(each => [a[0].said, a[0].told].map(text => damageWords(text, a[0], each.strength)))",
            kind_rows()[kind.name],
            asked,
        )
        assert said == [[each.said, each.told] for each in settings]


def test_damage_is_quick_enough_for_every_frame(js, digits):
    """The quickest of five rounds, since other tests may be at work."""
    took = js(
        "return a[1].map(kind => Math.min(...[1, 2, 3, 4, 5].map(round => { const start = performance.now();"
        " for (let i = 0; i < 10; i++) damages[kind](Float32Array.from(a[0]), 3, i);"
        " return (performance.now() - start) / 10 })))",
        digits[3].ravel().tolist(),
        list(KINDS),
    )
    assert max(took) < 4, f"milliseconds a picture: {took}"


@pytest.mark.parametrize("name", ["twin-2", "vae-2"])
def test_a_recorded_training_is_read_drawn_and_counted_as_in_python(js, name):
    """Every third snapshot of the shipped recordings: its decoder, its codes, its losses, and what lies in the ring."""
    made, places = load_recording(name), np.random.default_rng(6).uniform(-4, 4, (4, 2)).round(3)
    found = js(
        "const shots = snapshotsOf(unpack(bytes(a[0]))).filter((_, i) => i % 3 === 0);"
        " return shots.map(shot => ({step: shot.step, losses: shot.losses, codes: [...shot.codes],"
        " facts: ringFacts(shot, 2, 0.01), spread: shot.spread && [...shot.spread],"
        " pictures: a[1].map(code => [...shot.decode(code)])}))",
        text(recording_path(name).read_bytes()),
        places.tolist(),
    )
    assert [each["step"] for each in found] == list(made.steps[::3])
    for i, each in zip(range(0, len(made.steps), 3), found, strict=True):
        np.testing.assert_allclose(each["pictures"], made.decoders[i].decode(places).reshape(4, -1), atol=2e-5)
        np.testing.assert_allclose(np.reshape(each["codes"], (-1, 2)), made.codes[i], atol=1e-6)
        assert each["losses"] == pytest.approx({term: float(row[i]) for term, row in made.losses.items()})
        of_python = facts(
            Codes(made.codes[i], made.labels, None, Mixture(*[np.ones(1)] * 3), Mixture(*[np.ones(1)] * 3), "")
        )
        assert each["facts"]["inside"] == pytest.approx(of_python.inside)
        assert each["facts"]["classes"] == len(of_python.classes)
        if made.spread is not None:
            np.testing.assert_allclose(each["spread"], made.spread[i], rtol=1e-6)
