"""How long one digit takes through nine models, ours beside Keras."""

import time
from collections.abc import Callable

import numpy as np
from rich.table import Table

import autoencoders as ae
from autoencoders.scores import digit_scores


def median_ms(work: Callable[[], object], repetitions: int) -> float:
    """The median time of a call, in milliseconds, after three calls to warm up."""
    times = []
    for repetition in range(repetitions + 3):
        began = time.perf_counter()
        work()
        if repetition >= 3:
            times.append(time.perf_counter() - began)
    return 1e3 * float(np.median(times))


def table() -> Table:
    """Medians of many repetitions, and how many times ours the others take."""
    rows = [row for row in ae.VARIANTS if row.recipe.name == "converged"][:9]
    models = {row.name: ae.load(row.name) for row in rows}
    digit = ae.load_dataset("synthetic").test_images[0].astype(np.float32) / 255
    ours = median_ms(lambda: digit_scores.compare(models, digit, digit), 100)
    pictures = median_ms(lambda: [model.reconstruct(digit[None]) for model in models.values()], 100)
    in_keras = [ae.to_keras(model) for model in models.values()]
    predict = median_ms(lambda: [model.predict(digit[None], verbose=0) for model in in_keras], 10)
    called = median_ms(lambda: [model(digit[None]).numpy() for model in in_keras], 20)
    found = Table("one digit through nine models", "median ms", "ratio", title="Single-digit inference")
    for name, value in (
        ("ours: pictures and all scores (what the page asks for)", ours),
        ("ours: pictures alone", pictures),
        ("Keras, nine calls of model(x)", called),
        ("Keras, nine calls of model.predict", predict),
    ):
        found.add_row(name, f"{value:.2f}", f"{value / ours:.1f}")
    return found
