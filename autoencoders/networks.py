"""The encoders and decoders, as functions of their parameters, in the dimension d of the code.

A network is a row: the shapes of its arrays, an encoder and a decoder. PCA is one of them, and the only one that a formula fits
(`principal.py`). The parameters are one flat dict of arrays, named as they are named in the weights file. Decoders end in logits;
the sigmoid belongs to whoever looks at the picture. A stride-2 convolution is written as shifted slices and one matrix product:
the same numbers as Keras's layer, and twice its speed on a CPU. `tests/test_networks.py` holds each of them to the layer it
replaces.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from .backend import Array, namespace

SIDE = 28
"""Pixels of a side of every image."""
PIXELS = SIDE * SIDE
SLOPE = 0.2
"""Of LeakyReLU below 0, as the report has it."""
HIDDEN = 512
"""Units of the VAE's and the twin's hidden layers, as the report has it."""
LEAST = 1e-3
"""What is left of certainty in a pixel of PCA, whose pictures know no bounds: of 0.001 to 0.05 the cheapest in cross-entropy on
MNIST, and a millionth of squared error at most."""

Parameters = dict[str, Any]
Shapes = dict[str, tuple[int, ...]]


def leaky_relu(x: Array) -> Array:
    """x where it is positive, 0.2·x elsewhere; at 0 the slope is 0.2, as Keras has it.

    That corner is no rarity: on black pixels, before the first step, every convolution gives exactly 0.
    """
    return namespace(x).where(x > 0, x, SLOPE * x)


def flatten(x: Array) -> Array:
    """`(n, ...)` to `(n, product of the rest)`, in Keras's order."""
    return namespace(x).reshape(x, (-1, prod(x.shape[1:])))


def as_images(x: Array) -> Array:
    """`(n, 784)` to `(n, 28, 28, 1)`."""
    return namespace(x).reshape(x, (-1, SIDE, SIDE, 1))


def dense(x: Array, parameters: Parameters, name: str) -> Array:
    """x·W + b: `(n, i)` to `(n, o)`."""
    return x @ parameters[f"{name}.kernel"] + parameters[f"{name}.bias"]


def downsample(x: Array, parameters: Parameters, name: str) -> Array:
    """Convolution 3×3, stride 2, `same` padding: `(n, h, w, i)` with even h and w to `(n, h/2, w/2, o)`."""
    xp = namespace(x)
    kernel = parameters[f"{name}.kernel"]
    height, width = x.shape[1:3]
    padded = xp.pad(x, ((0, 0), (0, 1), (0, 1), (0, 0)))  # `same` on an even side pads only below and right
    patches = xp.concatenate(
        [padded[:, i : i + height : 2, j : j + width : 2] for i in range(3) for j in range(3)], axis=-1
    )
    rows = xp.reshape(patches, (-1, patches.shape[-1]))
    products = rows @ xp.reshape(kernel, (-1, kernel.shape[-1])) + parameters[f"{name}.bias"]
    return xp.reshape(products, (-1, height // 2, width // 2, kernel.shape[-1]))


def upsample(x: Array, parameters: Parameters, name: str) -> Array:
    """Transposed convolution 3×3, stride 2, `same`: `(n, h, w, i)` to `(n, 2h, 2w, o)`; the kernel is `(3, 3, o, i)`.

    An even output row 2r sees kernel row 0 at input row r and kernel row 2 at r - 1; an odd one sees only kernel row 1
    at r. So four shifted copies of the input times one matrix, a quarter of it zeros and more, give all four phases.
    """
    xp = namespace(x)
    kernel = parameters[f"{name}.kernel"]
    height, width, channels = x.shape[1:]
    out = kernel.shape[2]
    padded = xp.pad(x, ((0, 0), (1, 0), (1, 0), (0, 0)))
    shifts = [padded[:, 1 - s : 1 - s + height, 1 - t : 1 - t + width] for s in (0, 1) for t in (0, 1)]
    rows = xp.reshape(xp.concatenate(shifts, axis=-1), (-1, 4 * channels))
    taps = {(0, 0): 0, (1, 0): 2, (0, 1): 1}  # (shift, phase) -> kernel row or column; (1, 1) touches nothing
    nothing = xp.zeros((channels, out), dtype="float32")

    def tap(s: int, t: int, a: int, b: int) -> Array:
        return xp.transpose(kernel[taps[s, a], taps[t, b]]) if (s, a) in taps and (t, b) in taps else nothing

    matrix = xp.concatenate(
        [xp.concatenate([tap(s, t, a, b) for a in (0, 1) for b in (0, 1)], axis=1) for s in (0, 1) for t in (0, 1)],
        axis=0,
    )
    phases = xp.reshape(rows @ matrix, (-1, height, width, 2, 2, out))
    phases = xp.transpose(phases, (0, 1, 3, 2, 4, 5))
    return xp.reshape(phases, (-1, 2 * height, 2 * width, out)) + parameters[f"{name}.bias"]


def mlp_encode(parameters: Parameters, images: Array) -> Array:
    """flatten → dense d → LeakyReLU."""
    return leaky_relu(dense(flatten(images), parameters, "encoder.code"))


def mlp_decode(parameters: Parameters, codes: Array) -> Array:
    """dense 784, as logits."""
    return as_images(dense(codes, parameters, "decoder.pixels"))


def conv_encode(parameters: Parameters, images: Array) -> Array:
    """conv 8 → LeakyReLU → conv 4 → LeakyReLU → flatten (196) → dense d, linear."""
    features = leaky_relu(downsample(images, parameters, "encoder.conv1"))
    features = leaky_relu(downsample(features, parameters, "encoder.conv2"))
    return dense(flatten(features), parameters, "encoder.code")


def conv_decode(parameters: Parameters, codes: Array) -> Array:
    """dense 196 → LeakyReLU → 7×7×4 → transposed conv 4 → LeakyReLU → transposed conv 1, as logits."""
    features = leaky_relu(dense(codes, parameters, "decoder.features"))
    features = namespace(features).reshape(features, (-1, 7, 7, 4))
    features = leaky_relu(upsample(features, parameters, "decoder.conv1"))
    return upsample(features, parameters, "decoder.conv2")


def twin_encode(parameters: Parameters, images: Array) -> Array:
    """flatten → dense 512 → LeakyReLU → dense d: the VAE's encoder with one head."""
    return dense(_hidden(parameters, images), parameters, "encoder.code")


def vae_encode(parameters: Parameters, images: Array) -> tuple[Array, Array]:
    """flatten → dense 512 → LeakyReLU → two dense heads: `mean` and `log_var`, each `(n, d)`, by one matrix product."""
    concatenate, heads = namespace(images).concatenate, ("encoder.mean", "encoder.log_var")
    kernel, bias = (
        concatenate([parameters[f"{head}.{part}"] for head in heads], axis=-1) for part in ("kernel", "bias")
    )
    both = _hidden(parameters, images) @ kernel + bias
    d = kernel.shape[1] // 2
    return both[:, :d], both[:, d:]


def wide_decode(parameters: Parameters, codes: Array) -> Array:
    """dense 512 → LeakyReLU → dense 784, as logits: the decoder of the VAE and of its twin."""
    return as_images(dense(leaky_relu(dense(codes, parameters, "decoder.hidden")), parameters, "decoder.pixels"))


def pca_encode(parameters: Parameters, images: Array) -> Array:
    """(x - mean)·directions: how far a picture lies from the mean image along each direction."""
    return (flatten(images) - parameters["pca.mean"]) @ parameters["pca.directions"]


def pca_decode(parameters: Parameters, codes: Array) -> Array:
    """mean + z·directionsᵀ, as logits of what is left of it in [0, 1]."""
    picture = parameters["pca.mean"] + codes @ namespace(codes).transpose(parameters["pca.directions"])
    return as_images(certain(picture))


def certain(pictures: Array) -> Array:
    """The logits of pictures, clipped to [0, 1] and a `LEAST` within it; the sigmoid gives these pictures back."""
    shares = namespace(pictures).clip(pictures, LEAST, 1 - LEAST)
    return namespace(pictures).log(shares) - namespace(pictures).log1p(-shares)


def _hidden(parameters: Parameters, images: Array) -> Array:
    return leaky_relu(dense(flatten(images), parameters, "encoder.hidden"))


def with_biases(kernels: Mapping[str, tuple[int, ...]], transposed: tuple[str, ...] = ()) -> Shapes:
    """The shapes of these kernels, each with a bias of its own; a transposed convolution has its outputs second to last."""
    shapes: Shapes = {}
    for name, kernel in kernels.items():
        shapes[f"{name}.kernel"] = kernel
        shapes[f"{name}.bias"] = (kernel[-2 if name in transposed else -1],)
    return shapes


def mlp_shapes(d: int) -> Shapes:
    return with_biases({"encoder.code": (PIXELS, d), "decoder.pixels": (d, PIXELS)})


def conv_shapes(d: int) -> Shapes:
    kernels: Shapes = {
        "encoder.conv1": (3, 3, 1, 8),
        "encoder.conv2": (3, 3, 8, 4),
        "encoder.code": (196, d),
        "decoder.features": (d, 196),
        "decoder.conv1": (3, 3, 4, 4),
        "decoder.conv2": (3, 3, 1, 4),
    }
    return with_biases(kernels, transposed=("decoder.conv1", "decoder.conv2"))


def wide_shapes(d: int, heads: tuple[str, ...]) -> Shapes:
    return with_biases(
        {"encoder.hidden": (PIXELS, HIDDEN)}
        | {f"encoder.{head}": (HIDDEN, d) for head in heads}
        | {"decoder.hidden": (d, HIDDEN), "decoder.pixels": (HIDDEN, PIXELS)}
    )


def pca_shapes(d: int) -> Shapes:
    return {"pca.mean": (PIXELS,), "pca.directions": (PIXELS, d)}


def initial_parameters(shapes: Shapes, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Fresh float32 parameters as Keras draws them: Glorot uniform kernels (Glorot & Bengio 2010), biases of 0."""
    parameters = {}
    for name, shape in shapes.items():
        fans = prod(shape[:-2]) * (shape[-1] + shape[-2]) if len(shape) > 1 else 1
        limit = np.sqrt(6.0 / fans) if len(shape) > 1 else 0.0
        parameters[name] = rng.uniform(-limit, limit, shape).astype(np.float32)
    return parameters


@dataclass(frozen=True, eq=False)
class Network:
    """A family of networks: the arrays it needs for a code of d numbers, and what it does with them.

    `fitted` says that a formula gives the arrays, so that no gradient step is for it.
    """

    shapes: Callable[[int], Shapes]
    encode: Callable[[Parameters, Array], Any]
    decode: Callable[[Parameters, Array], Array]
    fitted: bool = False

    def initial(self, latent_dim: int, rng: np.random.Generator) -> dict[str, np.ndarray]:
        """Fresh parameters, as `initial_parameters` draws them."""
        return initial_parameters(self.shapes(latent_dim), rng)

    def parameter_count(self, latent_dim: int) -> int:
        """How many numbers training, or the formula, may change."""
        return sum(prod(shape) for shape in self.shapes(latent_dim).values())


NETWORKS = {
    "mlp": Network(mlp_shapes, mlp_encode, mlp_decode),
    "conv": Network(conv_shapes, conv_encode, conv_decode),
    "twin": Network(lambda d: wide_shapes(d, ("code",)), twin_encode, wide_decode),
    "vae": Network(lambda d: wide_shapes(d, ("mean", "log_var")), vae_encode, wide_decode),
    "pca": Network(pca_shapes, pca_encode, pca_decode, fitted=True),
}
