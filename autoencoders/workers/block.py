"""What a worker computes: one block of a run's steps, and the losses on the images with which the run is watched.

A block is a function of what it is given: the state of the run goes in, the state behind the block comes out, and nothing
stays but the compiled loop. So any worker can do the next block, and one that is killed takes nothing with it. The state
of the largest model with Adam, 12 MB, needs some 30 ms there and back on one machine, of a block's 400.
"""

import time
from dataclasses import dataclass

import numpy as np

from ..digits.datasets import Dataset
from ..recipes import Recipe
from ..scores.probe import Probe
from ..training import State, Trainer, TrainingDiverged, loops_compiled


@dataclass(frozen=True, eq=False)
class Material:
    """What many blocks share, and a worker is sent once: the data set, and the probe with which its runs are watched."""

    dataset: Dataset
    probe: Probe


@dataclass(frozen=True, eq=False)
class Block:
    """So many steps to do: from which state, by which recipe and seed, and where rate, β and σ (of full scale) stand."""

    state: State
    recipe: Recipe
    seed: int
    steps: int
    rate: float
    beta: float
    sigma: float


@dataclass(frozen=True, eq=False)
class Done:
    """A block that is done, or (`diverged_at`, a step) in which the loss was no number: then `state` is the one before.

    `train` are the mean losses over the block and `test` those of the probe behind it, in nats per image; `seconds` are
    those of the steps and `watching` those of the probe; `compiled` counts the loops that this process has compiled.
    """

    state: State
    train: dict[str, float]
    test: dict[str, float]
    seconds: float
    watching: float
    compiled: int
    diverged_at: int = 0


def advance(block: Block, material: Material) -> Done:
    """Do a block."""
    trainer = Trainer(block.state.model, material.dataset.train_images, block.recipe, block.seed)
    trainer.take_up(block.state)
    trainer.rate, trainer.beta, trainer.sigma = block.rate, block.beta, block.sigma
    trainer.compile()
    began = time.perf_counter()
    try:
        parts = [progress.losses for progress in trainer.run(block.steps)]
    except TrainingDiverged as fault:
        return Done(block.state, {}, {}, 0.0, 0.0, loops_compiled(), fault.step)
    trained = time.perf_counter()
    state = trainer.state
    train = {name: float(np.concatenate([part[name] for part in parts]).mean()) for name in parts[0]}
    test = material.probe.losses(state.model, block.sigma)
    watching = time.perf_counter() - trained
    numbers = [*test.values(), *(array.sum() for array in state.model.parameters.values())]
    if not np.isfinite(numbers).all():
        return Done(block.state, {}, {}, 0.0, 0.0, loops_compiled(), state.step)
    return Done(state, train, test, trained - began, watching, loops_compiled())
