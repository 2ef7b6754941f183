"""Random numbers that the browser makes too: number i is a function of seed and i alone, as in ui/browser/engine/chance.js.

NumPy's generators keep a state of 128 bits, which JavaScript would have to imitate number by number. A hash needs 32-bit
integers only, knows any number without those before it, and a thousand seeds are a thousand unlike pictures. What the report and
the trainings draw stays with NumPy's generators: these here are for what a visitor sees and could see in a browser alone.
"""

import numpy as np
import numpy.typing as npt

WORDS = 2**32
"""Different seeds, and different numbers of a seed: each is a word of 32 bits."""


def murmur(words: list[np.ndarray], start: int = 0) -> np.ndarray:
    """MurmurHash3_x86_32 (Appleby 2011, public domain) of keys that are whole 32-bit words; `start` is what it calls its seed.

    Each of `words` has the shape `(n,)`, or `(1,)` where all n keys share that word; gives `(n,)`.
    """
    found: np.ndarray = np.array([start], np.uint32)
    for word in words:
        found = found ^ (_turned_left(word * np.uint32(0xCC9E2D51), 15) * np.uint32(0x1B873593))
        found = _turned_left(found, 13) * np.uint32(5) + np.uint32(0xE6546B64)
    found = found ^ np.uint32(4 * len(words))  # the key's length in bytes
    found = (found ^ (found >> 16)) * np.uint32(0x85EBCA6B)
    found = (found ^ (found >> 13)) * np.uint32(0xC2B2AE35)
    return found ^ (found >> 16)


def _turned_left(words: np.ndarray, bits: int) -> np.ndarray:
    return (words << bits) | (words >> (32 - bits))


def uniforms(seed: int, count: int, first: int = 0) -> npt.NDArray[np.float64]:
    """Numbers `first` to `first + count - 1` of this seed, evenly spread and strictly inside (0, 1): `(count,)`.

    Raises ValueError where the seed, or one of the numbers, is no whole number from 0 to 2³² − 1.
    """
    if not (isinstance(seed, (int, np.integer)) and 0 <= seed < WORDS):
        raise ValueError(f"a seed is a whole number from 0 to {WORDS - 1}, not {seed!r}")
    if min(first, count) < 0 or first + count > WORDS:
        raise ValueError(f"a seed has the numbers 0 to {WORDS - 1}, not {count} of them from {first} on")
    index = np.arange(first, first + count, dtype=np.uint32)
    return (murmur([np.array([seed], np.uint32), index]) + 0.5) / WORDS


def normals(seed: int, count: int, first: int = 0) -> npt.NDArray[np.float64]:
    """Numbers of this seed from N(0, 1), `(count,)`: number i of the uniform 2i and 2i + 1 (the cosine of Box & Muller 1958).

    Raises ValueError as `uniforms` does; a seed has half as many of these.
    """
    radius, angle = uniforms(seed, 2 * count, 2 * first).reshape(count, 2).T
    return np.asarray(np.sqrt(-2 * np.log(radius)) * np.cos(2 * np.pi * angle))


def following(number: int, end: int) -> int:
    """The number after this one in a fixed order of 0 to end − 1 that looks like none, and that comes round to every number.

    The numbers lie on a circle at the places that their hashes give them, no two at the same: of one word the hash is a
    permutation of the words.
    """
    places = murmur([np.arange(end, dtype=np.uint32)])
    return int((places - places[number] - np.uint32(1)).argmin())  # its own way round the circle is the longest
