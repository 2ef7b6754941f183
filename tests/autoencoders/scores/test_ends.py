"""Where digits end that are fed back, counted on a model whose ends are known, and on a shipped one by hand."""

from dataclasses import dataclass

import numpy as np
import pytest

import autoencoders as ae
from autoencoders.scores.ends import each_class, ends, sure
from autoencoders.scores.judge import JUDGE, read_judge
from autoencoders.weights import WEIGHTS


@pytest.fixture(scope="module")
def judge():
    return read_judge(WEIGHTS / JUDGE)[0]


@dataclass(frozen=True, eq=False)
class Nearest:
    """No network: a code is which of some pictures is the nearest, and from that one decodes it."""

    pictures: np.ndarray

    def encode(self, images):
        far = ((images[:, None] - self.pictures[None]) ** 2).mean(axis=(2, 3, 4))
        return np.eye(len(self.pictures))[far.argmin(axis=1)]

    def decode(self, codes):
        return self.pictures[codes.argmax(axis=1)]


def test_all_end_in_the_nearest_of_three(mnist, judge):
    rows = each_class(mnist.test_labels, 4)
    images, labels = mnist.test_images[rows].astype(np.float32) / 255, mnist.test_labels[rows]
    assert labels.tolist() == [digit for digit in range(10) for _ in range(4)]
    kept = [0, 4, 9]  # a 0, a 1 and a 2
    found = ends(Nearest(images[kept]), images, labels, judge, 3)
    nearest = [min(kept, key=lambda row: float(((image - images[row]) ** 2).sum())) for image in images]
    assert found.count == 3
    assert [count for _, count in found.largest(3)] == sorted(map(nearest.count, kept), reverse=True)
    first, _ = found.largest(1)[0]
    assert nearest.count(nearest[first]) == max(map(nearest.count, kept))
    assert len(found.largest(2)) == 2
    assert (found.rests, found.circles) == (len(images), 0)
    assert found.kept == sum(labels[i] == labels[row] for i, row in enumerate(nearest))
    assert found.unclear == 0
    assert found.steps[1:].max() == 0


def test_what_is_left_is_read_as_by_hand(mnist, judge):
    rows = each_class(mnist.test_labels, 2)
    images, labels = mnist.test_images[rows].astype(np.float32) / 255, mnist.test_labels[rows]
    model = ae.load("vae-2")
    found = ends(model, images, labels, judge, 8)
    x = images
    for k in range(8):
        x = model.reconstruct(x)
        if k == 0:
            np.testing.assert_array_equal(found.once, sure(judge, x))
    looks = judge.look(x)[1]
    read = [int(look.argmax()) if look.max() >= 0.9 else -1 for look in looks]
    assert found.read.tolist() == read
    assert found.kept == sum(one == other for one, other in zip(read, labels, strict=True))
    assert found.unclear == read.count(-1)
    assert found.steps.shape == (8, 20)
