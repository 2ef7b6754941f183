"""What the browser needs of a model, as one pack: its arrays, and its codes where a map shows them.

A shipped model is fetched as the files that lie in weights/, under an address with a digest of what is in them, so that the
browser may keep them for good: Streamlit serves the folder `static`, which is another name of weights/. A visitor's own model is
nobody else's, so it goes through the visitor's session, as a safetensors file in memory; and so does a shipped one where files
can't be fetched. A pack is known by its digest, so the server can speak of it without sending it again. No Streamlit here.
"""

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save

import autoencoders as ae
from autoencoders.codes import codes_path
from autoencoders.recording import recording_path
from autoencoders.scores.judge import JUDGE
from autoencoders.weights import WEIGHTS, weights_path

SERVED = "app/static"
"""Where Streamlit serves the folder `static`, seen from any page: pages lie side by side."""


@dataclass(frozen=True, eq=False)
class Pack:
    """Arrays for the browser and their digest; `files` are where it can fetch them, none where they go through the session."""

    name: str
    digest: str
    files: tuple[str, ...]
    arrays: Mapping[str, np.ndarray]

    @property
    def data(self) -> bytes:
        """All arrays as one safetensors file, with name and digest in its header."""
        return save(dict(self.arrays), metadata={"name": self.name, "digest": self.digest})

    @property
    def wanted(self) -> dict[str, object]:
        """What `packs.js` needs to find it."""
        return {"digest": self.digest, "files": list(self.files)}


def pack(name: str, model: ae.Model, codes: np.ndarray | None = None, labels: np.ndarray | None = None) -> Pack:
    """The pack of a model of any family; `codes` are `(n, d)`, `labels` `(n,)` in 0..9.

    A model with the name of a variant is the shipped one.
    """
    arrays = {part: np.asarray(array, dtype=np.float32) for part, array in sorted(model.parameters.items())}
    if codes is not None and labels is not None:
        arrays["codes"] = np.ascontiguousarray(codes, dtype=np.float32)
        arrays["labels"] = np.ascontiguousarray(labels, dtype=np.uint8)
    if any(row.name == name for row in ae.VARIANTS):
        paths = [weights_path(name)] + ([] if codes is None else [codes_path(name)])
        if all(path.is_file() for path in paths):
            return _of_files(name, paths, arrays)
    return of_arrays(name, arrays)


def judge_pack() -> Pack | None:
    """The pack of the classifier that says what is to be seen, or None where its file is missing.

    It comes as a file only: where it can't be fetched, nothing is said, and all else goes on.
    """
    path = WEIGHTS / JUDGE
    return _of_files("judge", [path], {}) if path.is_file() else None


def recording_pack(name: str) -> Pack:
    """The pack of the recorded training of this variant; a `WeightsError` where its file is missing."""
    path = recording_path(name)
    if not path.is_file():
        raise ae.WeightsError(f"{path.name} is missing: `python -m autoencoders record {name}` writes it.")
    return _of_files(name, [path], load_file(path))


def of_arrays(name: str, arrays: Mapping[str, np.ndarray]) -> Pack:
    """A pack of any arrays of a visitor's own, which goes through the session."""
    sha = hashlib.sha256(name.encode())
    for part, array in arrays.items():
        sha.update(part.encode() + np.ascontiguousarray(array).tobytes())
    return Pack(name, sha.hexdigest()[:16], (), arrays)


def _of_files(name: str, paths: list[Path], arrays: Mapping[str, np.ndarray]) -> Pack:
    digests = [_digest(path, path.stat().st_mtime_ns, path.stat().st_size) for path in paths]
    files = tuple(f"{SERVED}/{path.name}?v={digest}" for path, digest in zip(paths, digests, strict=True))
    return Pack(name, "-".join(digests), files, arrays)


@lru_cache(maxsize=128)
def _digest(path: Path, changed: int, size: int) -> str:
    """Sixteen hex digits of a file's content; read again where the file was written since."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def as_text(array: np.ndarray) -> str:
    """Many numbers as they travel beside a pack, in JSON: float32 in base64. One by one, 784 take JSON a millisecond."""
    return base64.b64encode(np.asarray(array, "<f4").tobytes()).decode()


def floats(array: np.ndarray) -> list[float]:
    """A few numbers as they travel beside a pack, in JSON: rounded to five digits."""
    return [round(float(value), 5) for value in array]
