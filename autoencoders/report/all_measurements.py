"""Every number of the report in one run: each variant, each denoiser over σ, each way of making up digits, each own copy.

The measurements are tasks with generators of their own, so the result does not depend on their order. They run side by
side, a task a core, each with matrix products on its own core alone: threads of several products that wait for each
other on the same cores cost ten times the time.
"""

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from dask.system import CPU_COUNT
from threadpoolctl import threadpool_limits

from ..codes import Codes, density_sample, load_codes
from ..digits.datasets import Dataset
from ..models import VAE, Model, as_unit_images
from ..networks import PIXELS
from ..scores import samples
from ..scores.judge import JUDGE, Judge, read_judge
from ..variants import VARIANTS, Variant, swept, variant
from ..weights import WEIGHTS, WeightsError, card, load
from . import aliens, measurements
from .measurements import Numbers

# Whose samples are judged.
AES = ("mlp-10", "mlp-100", "conv-10", "conv-100")
SAMPLED_VAES = ("vae-10.assignment", *swept(10).values())
SAMPLED_AES = ("twin-10", *(name + suffix for suffix in ("", ".assignment") for name in AES))
TRAINING_IMAGES, TEST_IMAGES, NOISE = "real training images", "real test images", "noise"
ON_THE_MAP = {name for beta, name in swept(2).items() if beta != "1"}
FEWER_DRAWS = measurements.DRAWS[1]
"""The largest k of the bound of VAEs that are here for their maps: with all draws each takes ten seconds."""
COMPARED = ("twin-10", "vae-10")
"""The AE and the VAE whose samples the lessons compare, so that it is measured how much another fit moves them."""


@dataclass(frozen=True)
class Size:
    """How much of everything; as much as two cores measure within five minutes.

    `sweep` and `bound` are how many test images the sweep over σ and the bound are measured on, `draws` the bound's largest
    k, `samples` how many pictures each way of making digits makes, and `seeds` how many times.
    """

    sweep: int = 2_000
    bound: int = 500
    draws: int = measurements.DRAWS[-1]
    samples: int = 10_000
    seeds: int = 5


@dataclass(frozen=True)
class Task:
    """One measurement: where its result belongs, and the function that gives it."""

    place: tuple[str, ...]
    run: Callable[[], Any]


def measure_all(
    dataset: Dataset, size: Size, folder: Path = WEIGHTS, advance: Callable[[int, int], None] = lambda *_: None
) -> Numbers:
    """All numbers, in nested dicts fit for JSON; `advance(done, total)` is called after each task.

    A variant without weights is left out. Raises `WeightsError` where the judge or a file of codes is missing, or a file is
    damaged. Whether the models know such data at all, `origin.fault_of` says.
    """
    models = {row.name: load(row.name, folder) for row in VARIANTS if (folder / f"{row.name}.safetensors").is_file()}
    codes = {name: load_codes(name, folder) for name in models if variant(name).codes}
    tasks = list(tasks_of(dataset, size, models, codes, read_judge(folder / JUDGE)[0]))
    numbers: Numbers = {
        "data": {"name": dataset.name, "digest": dataset.digest, "test_images": len(dataset.test_images)},
        "size": asdict(size),
        "density_codes": len(density_sample(dataset.train_images)),
        "sigmas": list(measurements.SIGMAS),
        "clipped_sigma": measurements.KERAS_SIGMA,
        "variants": {name: about(variant(name), folder) for name in models},
    }
    results: dict[Task, Any] = {}
    with threadpool_limits(1):
        for task, result in side_by_side(tasks, int(CPU_COUNT)):
            results[task] = result
            advance(len(results), len(tasks))
    for task in tasks:
        *outer, last = task.place
        inside = numbers
        for key in outer:
            inside = inside.setdefault(key, {})
        inside[last] = inside[last] | results[task] if last in inside else results[task]
    return numbers


def side_by_side(tasks: list[Task], workers: int) -> Iterator[tuple[Task, Any]]:
    """Each task with its result, in the order in which they are done; what a task raises is raised here.

    Who stops asking, by Ctrl-C too, waits for no task at work: these threads hold no interpreter back, as a pool's would.
    """
    waiting, done = deque(tasks), queue.SimpleQueue[tuple[Task, Any, BaseException | None]]()

    def work() -> None:
        while True:
            try:
                task = waiting.popleft()
            except IndexError:
                return
            try:
                done.put((task, task.run(), None))
            except BaseException as fault:
                done.put((task, None, fault))

    for number in range(min(workers, len(tasks))):
        threading.Thread(target=work, name=f"measuring {number}", daemon=True).start()
    try:
        for _ in tasks:
            task, result, fault = done.get()
            if fault is not None:
                raise fault
            yield task, result
    finally:
        waiting.clear()


def about(row: Variant, folder: Path) -> Numbers:
    """What the card says of a variant; for an AE also the loss of its last block of training steps, per pixel.

    Of PCA, which takes no steps, that is the loss on all training images.
    """
    fields = card(row.name, folder)
    loss = fields.get("scores", {}).get("train_reconstruction")
    if row.beta is None and loss is None:
        raise WeightsError(f"The card of {row.name} lacks the loss of its training: train it again.")
    numbers: Numbers = {
        "title": row.title,
        "parameters": row.parameter_count,
        "training": fields["recipe"]["summary"],
        "beta": fields["beta"],
    }
    if row.beta is None:
        numbers["train_bce_per_pixel"] = loss / PIXELS
    return numbers


def tasks_of(
    dataset: Dataset, size: Size, models: dict[str, Model], codes: dict[str, Codes], judge: Judge
) -> Iterator[Task]:
    """Everything that is measured."""
    test = as_unit_images(dataset.test_images)
    some, few = (test[:: max(1, len(test) // count)] for count in (size.sweep, size.bound))
    yield Task(("scale",), partial(measurements.scale, dataset))
    yield Task(("judge",), partial(measurements.judge_itself, judge, dataset))
    for name, model in models.items():
        yield Task(("variants", name), partial(measurements.reconstruction, model, test))
        if isinstance(model, VAE):
            draws = min(size.draws, FEWER_DRAWS) if name in ON_THE_MAP else size.draws
            yield Task(("variants", name), partial(measurements.bound, model, few, draws))
    yield Task(("noise", "input"), partial(measurements.over_sigma, None, some))
    yield Task(("noise", "clipped"), partial(measurements.over_sigma, None, some, clip=True))
    for name, model in models.items():
        if variant(name).noise:
            yield Task(("noise", name), partial(measurements.over_sigma, model, some))
            yield Task(("clipped_noise", name), partial(measurements.clipped_noise, model, test))
    for name, find in aliens.measurements(models, some, min(aliens.EACH, max(2, size.sweep // 4)), dataset):
        yield Task(("aliens", name), find)
    reference = samples.spread_of(judge.look(test)[0])
    for name, density, maker in samplers(dataset, models, codes):
        run = partial(measurements.sampled, judge, reference, maker, size.samples, size.seeds)
        yield Task(("samples", f"{name}, {density}" if density else name), run)
        if name == NOISE:  # the scale is complete with what models give back of real digits
            for each, pictures in copies(test, models):
                yield Task(("samples", each), partial(measurements.once, judge, reference, pictures))
    for name in COMPARED:
        if name in models:
            sizes = size.samples, size.seeds
            run = partial(measurements.other_fits, judge, models[name], dataset.train_images, *sizes)
            yield Task(("other_fits", name), run)


def copies(test: np.ndarray, models: dict[str, Model]) -> Iterator[tuple[str, Callable[[], np.ndarray]]]:
    """The test images, and what each model that is sampled gives back of them."""
    yield TEST_IMAGES, lambda: test
    for name in (*SAMPLED_VAES, *SAMPLED_AES):
        if name in models:
            yield f"{name}, {samples.COPIES}", partial(models[name].reconstruct, test)


def samplers(
    dataset: Dataset, models: dict[str, Model], codes: dict[str, Codes]
) -> Iterator[tuple[str, str, Callable[[], samples.Sampler]]]:
    """Whose samples, from which density, and what makes the sampler when its turn comes."""
    yield TRAINING_IMAGES, "", partial(samples.from_images, dataset.train_images)
    yield NOISE, "", lambda: samples.noise
    sampled = [name for name in (*SAMPLED_VAES, *SAMPLED_AES) if name in models]
    for name in sampled:
        yield name, samples.PRIOR, partial(samples.from_prior, models[name])
    for name in sampled:
        for density in samples.FITTED:
            yield name, density, partial(fitted_sampler, models[name], density, dataset, codes.get(name))


def fitted_sampler(model: Model, density: str, dataset: Dataset, codes: Codes | None) -> samples.Sampler:
    """Samples from a density of the model's training codes: the one in its file of codes, else one fitted now in the same way."""
    if codes is None:
        found = samples.fitted(model, dataset.train_images, density, np.random.default_rng(measurements.SEED))
    else:
        found = getattr(codes, samples.FITTED[density])
    return samples.from_density(model, found)
