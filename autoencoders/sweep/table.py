"""The table of a sweep: a row a training, its card and its scores, as `sweep.csv` and the same as `sweep.parquet`.

The table is all that a sweep remembers: a row is there when its training is done, and each file is replaced as a whole, so
there is no moment at which it is half-written. Empty is what doesn't apply (an AE's KL) or was no number.
"""

import math
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, parquet

from ..scores.samples import THRESHOLDS, recognised_at

CSV, PARQUET, PAGE = "sweep.csv", "sweep.parquet", "README.md"

SHIPPED = Path(__file__).resolve().parents[2] / "docs" / "sweep"
"""The folder of the table that this project ships."""

TITLE = "# A table of trainings"
"""How the page beside a table begins, by which it is known as one."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: its name, what it holds, and what that means."""

    name: str
    type: pa.DataType
    means: str


TEXT, WHOLE, REAL, SWITCH = pa.string(), pa.int64(), pa.float64(), pa.bool_()

OF_COPIES = {
    recognised_at(threshold): f"share that the judge gives one class with at least {threshold:g}"
    for threshold in THRESHOLDS
}
OF_SAMPLES = OF_COPIES | {
    "class_entropy": "how evenly the classes come up, at most 2.303 nats",
    "judge_frechet": "Fréchet distance to the test images in the judge's features",
}

COLUMNS = (
    Column("key", TEXT, "what tells this training from all others: a hash of all that decides its result"),
    Column(
        "name",
        TEXT,
        "the variant, or network, d, β and recipe, with the seed; weights that are kept have it as their name",
    ),
    Column("variant", TEXT, "the shipped model that is trained so, where there is one"),
    Column("family", TEXT, "the networks: mlp, conv, twin, vae or pca"),
    Column("d", WHOLE, "numbers in the code"),
    Column("beta", REAL, "weight of the KL; none for an AE"),
    Column("sigma", REAL, "deviation of the noise that was trained on, of full scale; 0 for all but denoisers"),
    Column("seed", WHOLE, "of first parameters, batches, noise and ε"),
    Column("recipe", TEXT, "the recipe's name"),
    Column("optimizer", TEXT, "adadelta, adam or sgd"),
    Column("rate", REAL, "the optimizer's"),
    Column("steps", WHOLE, "gradient steps"),
    Column("batch", WHOLE, "images in a step"),
    Column("cosine", SWITCH, "whether the rate falls to 0 on a cosine"),
    Column("shared_noise", SWITCH, "whether a batch shares one noise image"),
    Column("clip", SWITCH, "whether noisy inputs are cut to [0, 1]"),
    Column("data", TEXT, "the data set"),
    Column("digest", TEXT, "its digest"),
    Column(
        "split", TEXT, "test: scored on the test images; validation: on a sixth of the training images, not trained on"
    ),
    Column("parameters", WHOLE, "numbers that training may change"),
    Column("diverged_at", WHOLE, "the step at which the loss was no number; then there are no scores"),
    Column("train_reconstruction", REAL, "cross-entropy over the last 500 steps, nats an image"),
    Column("train_kl", REAL, "KL over the last 500 steps, nats an image"),
    Column("test_bce_per_pixel", REAL, "cross-entropy, nats a pixel; a VAE's code is its mean"),
    Column("mse", REAL, "mean squared error a pixel"),
    Column("psnr", REAL, "dB"),
    Column("ssim", REAL, "structural similarity, at most 1"),
    Column("edges", REAL, "share of the images' edges that is left"),
    Column("reconstruction", REAL, "a VAE's cross-entropy with one draw of z, nats an image"),
    Column("kl", REAL, "nats an image"),
    Column("negative_elbo", REAL, "reconstruction + KL, nats an image"),
    Column("active_units", WHOLE, "numbers of the code that depend on the image"),
    Column("noisy_psnr", REAL, "a denoiser's PSNR in dB at σ = 20/255"),
    Column("noisy_ssim", REAL, "its SSIM there"),
    Column("input_psnr", REAL, "that of the noisy input itself, not clipped"),
    Column("input_ssim", REAL, "its SSIM"),
    *(
        Column(f"{kind}_{name}", REAL, f"{whose}: {means}")
        for kind, whose, names in (
            ("samples", "samples from N(0, I)", OF_SAMPLES),
            ("mixture", "samples from a mixture of ten fitted to codes", OF_SAMPLES),
            ("copies", "what it gives back of the test images", OF_COPIES),
        )
        for name, means in names.items()
    ),
    Column("command", TEXT, "makes such a row again"),
    Column(
        "seconds", REAL, "by the clock, from the first step to the last score, whatever else the machine did meanwhile"
    ),
    Column("versions", TEXT, "of this package, Python, TensorFlow, Keras and NumPy"),
)
"""Every column, in order."""

SCHEMA = pa.schema([(column.name, column.type) for column in COLUMNS])


class TableError(ValueError):
    """A table that can't be read; the message says why and what to do."""


def read(folder: Path) -> list[Row]:
    """The rows of the table in this folder, none where there is no table; a `TableError` where it is damaged."""
    path = folder / CSV
    if not path.exists():
        return []
    options = csv.ConvertOptions(column_types=SCHEMA, strings_can_be_null=True, quoted_strings_can_be_null=False)
    try:
        table = csv.read_csv(path, convert_options=options)
    except (OSError, pa.ArrowException) as fault:
        raise TableError(
            f"{path} is no table of a sweep ({str(fault)[:200]}): name another folder, or remove it."
        ) from None
    if table.column_names != SCHEMA.names:
        odd = sorted(set(table.column_names) ^ set(SCHEMA.names))
        raise TableError(
            f"{path} has other columns than a sweep's table ({odd[0] if odd else 'in another order'}): "
            "name another folder, or remove it."
        )
    rows: list[Row] = table.to_pylist()
    return rows


def shipped(folder: Path = SHIPPED) -> list[Row]:
    """The rows of the table that this project ships; a `TableError` where it is missing or damaged."""
    rows = read(folder)
    if not rows:
        raise TableError(
            f"The table of trainings ({folder.name}/{CSV}) is not there: "
            "`python -m autoencoders sweep --plan docs/sweep/sweep.toml --out docs/sweep` makes it, in a night."
        )
    return rows


def write(folder: Path, rows: list[Row]) -> None:
    """Both files, each whole or not at all, in an order that doesn't depend on which was done first; what is no finite number
    is empty in them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    ordered = [{name: _finite(row.get(name)) for name in SCHEMA.names} for row in sorted(rows, key=_place)]
    table = pa.Table.from_pylist(ordered, SCHEMA)
    page = folder / PAGE
    if not page.exists() or page.read_text(encoding="utf-8", errors="replace").startswith(TITLE):  # never another's
        page.write_text(described(), encoding="utf-8")
    for name, save in ((PARQUET, parquet.write_table), (CSV, csv.write_csv)):
        beside = folder / f".{name}.part"
        try:
            save(table, beside)
            os.replace(beside, folder / name)
        finally:
            beside.unlink(missing_ok=True)


def described() -> str:
    """The page beside the table: what a row is, and what each column means."""
    lines = [
        TITLE,
        "",
        f"`{CSV}`, and the same as `{PARQUET}`: a row a training. Written by `python -m autoencoders sweep`; do not edit it.",
        "Scores are averages over the images that `split` names; empty is what doesn't apply, or was no number.",
        "",
        "| column | what it holds |",
        "|---|---|",
        *(f"| `{column.name}` | {column.means} |" for column in COLUMNS),
    ]
    return "\n".join(lines) + "\n"


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _place(row: Row) -> tuple[Any, ...]:
    sizes = [row["d"], -1.0 if row["beta"] is None else row["beta"], row["sigma"]]
    return (row["data"], row["split"], row["family"], *sizes, row["recipe"], row["seed"], row["key"])
