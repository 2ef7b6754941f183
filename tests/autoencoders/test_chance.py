"""Chance by hash: published values of the hash, the distributions against closed forms, nothing in common between neighbours."""

import math

import numpy as np
import pytest

from autoencoders.chance import WORDS, following, murmur, normals, uniforms

# Of MurmurHash3_x86_32: bytes, seed, hash. Ian Boyd's (stackoverflow.com/questions/14747343) and Bitcoin Core's (hash_tests.cpp).
PUBLISHED = [
    ("", 0, 0),
    ("", 1, 0x514E28B7),
    ("", 0xFFFFFFFF, 0x81F16F39),
    ("ffffffff", 0, 0x76293B50),
    ("21436587", 0, 0xF55B516B),
    ("21436587", 0x5082EDEE, 0x2362F9DE),
    ("00000000", 0, 0x2362F9DE),
    ("61616161", 0x9747B28C, 0x5A97808A),
    ("61626364", 0x9747B28C, 0xF0478627),
    ("00112233", 0, 0xB4471BF8),
    ("0011223344556677", 0, 0x8034D2A0),
]
SEEDS = (0, 1, 2, 999, 12345, 2**31, WORDS - 1)
UNLIKELY = 4.5
"""Standard errors that a fair mean stays within but for 7 of a million. All numbers are fixed: no test fails by chance."""


@pytest.mark.parametrize(("key", "start", "expected"), PUBLISHED)
def test_the_hash_has_the_published_values(key, start, expected):
    words = np.frombuffer(bytes.fromhex(key), "<u4").astype(np.uint32)
    assert murmur([word[None] for word in words], start).tolist() == [expected]


def kolmogorov(values: np.ndarray, below: np.ndarray) -> float:
    """√n times the largest distance between the values' own distribution and the one that says `below` of them, sorted."""
    n = len(values)
    steps = np.arange(n + 1) / n
    return math.sqrt(n) * float(max((below - steps[:-1]).max(), (steps[1:] - below).max()))


@pytest.mark.parametrize("seed", SEEDS)
def test_uniforms_are_uniform(seed):
    found = np.sort(uniforms(seed, 100_000))
    assert found.dtype == np.float64
    assert 0 < found[0] < found[-1] < 1
    assert kolmogorov(found, found) < 1.95  # exceeded once in a thousand (Smirnov 1948)


@pytest.mark.parametrize("seed", SEEDS)
def test_normals_are_normal(seed):
    found = np.sort(normals(seed, 100_000))
    below = np.array([0.5 * math.erfc(-value / math.sqrt(2)) for value in found])
    assert kolmogorov(found, below) < 1.95
    for power, moment, variance in ((1, 0, 1), (2, 1, 2), (3, 0, 15), (4, 3, 96)):  # E zᵖ, Var zᵖ
        assert abs((found**power).mean() - moment) < UNLIKELY * math.sqrt(variance / len(found))


def test_the_tails_are_there_and_finite():
    found = np.abs(normals(7, 2_000_000))
    assert 4.5 < found.max() < math.sqrt(-2 * math.log(0.5 / WORDS))
    assert (found > 3).mean() == pytest.approx(math.erfc(3 / math.sqrt(2)), rel=0.1)


@pytest.mark.parametrize("first", [0, 5, 784, 2**31, WORDS - 4])
def test_a_number_is_known_without_those_before_it(first):
    """Worked out alone, by the definition."""
    for i, value in enumerate(uniforms(3, 4, first)):
        key = [np.array([word], np.uint32) for word in (3, first + i)]
        assert value == (float(murmur(key)[0]) + 0.5) / WORDS


def test_normals_go_on_where_they_are_taken_up():
    np.testing.assert_array_equal(normals(5, 30, 70), normals(5, 100)[70:])


def test_no_two_pictures_of_noise_have_anything_in_common():
    """A thousand draws of 784 pixels: neighbouring draws, pixels and rows, and the likest of half a million pairs."""
    noise = np.stack([normals(draw, 784) for draw in range(1000)])
    for one, other in (
        (noise[1:], noise[:-1]),
        (noise[:, 1:], noise[:, :-1]),
        (noise[:, 28:], noise[:, :-28]),
        (noise[1:, :-1], noise[:-1, 1:]),
        (noise[1:] ** 2 - 1, (noise[:-1] ** 2 - 1) / 2),
    ):
        assert abs((one * other).sum()) < UNLIKELY * math.sqrt(one.size)
    assert np.abs(noise.mean(axis=0)).max() < UNLIKELY / math.sqrt(1000)  # no pixel is brighter than others
    alike = np.corrcoef(noise) - np.eye(1000)
    assert np.abs(alike).max() < 5.5 / math.sqrt(784)


@pytest.mark.parametrize("seed", [-1, WORDS, 1.0, "1", None])
def test_a_bad_seed_is_refused_in_a_sentence(seed):
    for numbers in (uniforms, normals):
        with pytest.raises(ValueError, match=r"^a seed is a whole number from 0 to 4294967295, not "):
            numbers(seed, 3)


@pytest.mark.parametrize(("count", "first"), [(1, WORDS), (-1, 0), (3, -1), (2, WORDS - 1)])
def test_numbers_that_a_seed_does_not_have_are_refused(count, first):
    with pytest.raises(ValueError, match="a seed has the numbers 0 to 4294967295"):
        uniforms(1, count, first)


@pytest.mark.parametrize("end", [1, 2, 10, 1000])
def test_every_number_has_its_turn_before_one_comes_again(end):
    seen = [0]
    while (number := following(seen[-1], end)) != 0:
        seen.append(number)
    assert sorted(seen) == list(range(end))


def test_the_order_of_throws_looks_like_none():
    steps = np.array([following(number, 1000) - number for number in range(1000)])
    assert len(set((steps % 1000).tolist())) > 550  # 1 − 1/e of a thousand are to be expected
    assert abs(np.corrcoef(np.arange(1000), np.arange(1000) + steps)[0, 1]) < UNLIKELY / math.sqrt(1000)
