"""What the browser needs of a model, as one pack of bytes: the decoder's arrays, and its codes where a map shows them.

A pack is a safetensors file in memory, of float32, because half precision moves some pixels by more than 1e-3. It is known
by its digest, so the server can speak of a pack without sending it again. No Streamlit here.
"""

import hashlib
from dataclasses import dataclass

import numpy as np
from safetensors.numpy import save

import autoencoders as ae


@dataclass(frozen=True)
class Pack:
    """The bytes and their digest; `digest` is also in the bytes' own header."""

    digest: str
    data: bytes


def pack(name: str, model: ae.Model, codes: np.ndarray | None = None, labels: np.ndarray | None = None) -> Pack:
    """The pack of a model of any family; `codes` are `(n, d)`, `labels` `(n,)` in 0..9."""
    arrays = {
        part: np.ascontiguousarray(array, dtype=np.float32)
        for part, array in sorted(model.parameters.items())
        if part.startswith("decoder.")
    }
    if codes is not None and labels is not None:
        arrays["codes"] = np.ascontiguousarray(codes, dtype=np.float32)
        arrays["labels"] = np.ascontiguousarray(labels, dtype=np.uint8)
    digest = hashlib.sha256(name.encode() + b"".join(array.tobytes() for array in arrays.values())).hexdigest()[:16]
    return Pack(digest, save(arrays, metadata={"name": name, "digest": digest}))


def floats(array: np.ndarray) -> list[float]:
    """A few numbers as they travel beside a pack, in JSON: rounded to five digits."""
    return [round(float(value), 5) for value in array]
