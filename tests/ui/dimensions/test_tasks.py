"""The questions on the size of the code are judged by the table, at the edges of what is close."""

from string import Formatter

import pytest

from ui.dimensions import tasks
from ui.dimensions.tasks import TASKS, Scene
from ui.tasks.task import judged


@pytest.fixture
def scene(curves, grids):
    return Scene(curves["mse"], grids["negative_elbo"], grids["active_units"], 0.5)


@pytest.mark.parametrize(
    ("given", "kind"),
    [((), ""), ((10,), "low"), ((15,), "low"), ((20,), "near"), ((25,), "near"), ((30,), "high"), ((100,), "high")],
)
def test_ten_numbers_of_the_twin_are_twenty_of_pca(given, kind, scene):
    found = tasks.components(given, scene)
    assert found.kind == kind
    assert found.numbers["needed"] == "about 20 numbers"
    assert found.numbers["ae"] == "0.0100"


def test_where_pca_never_gets_there_all_that_is_offered_is_too_few(scene, curves):
    behind = {"pca": {d: curves["mse"]["mlp"][d] for d in (2, 10)}, "twin": curves["mse"]["twin"]}
    found = tasks.components((10,), Scene(behind, scene.elbo, scene.active, 0.5))
    assert (found.kind, found.numbers["needed"]) == ("low", "more than 10 numbers")


@pytest.mark.parametrize(
    ("given", "kind"), [((), ""), ((15,), "low"), ((20,), "near"), ((30,), "near"), ((35,), "high")]
)
def test_the_vae_uses_25_of_100(given, kind, scene):
    found = tasks.used(given, scene)
    assert (found.kind, found.numbers["used"], found.numbers["fifty"]) == (kind, "25", "25")
    assert found.numbers["spread"] == " With other seeds: 25 to 25."


def test_the_best_beta_is_the_tables(scene):
    row = {beta: scene.elbo[10, beta].mean for beta in tasks.BETAS}
    best = min(row, key=row.__getitem__)
    for beta in tasks.BETAS:
        kind = tasks.best_beta((f"{beta:g}",), scene).kind
        wanted = "right" if beta == best else "small" if beta < best else "large"
        assert kind == (wanted if beta == best or row[beta] - row[best] > scene.level else "level")
    assert (
        tasks.best_beta((f"{max(row, key=row.__getitem__):g}",), Scene(scene.mse, scene.elbo, scene.active, 1e9)).kind
        == "level"
    )


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.key)
def test_every_answer_is_a_whole_sentence(task, scene):
    for given in [(), *answers(task)]:
        answer = judged(task, given, scene)
        assert "{" not in answer.measured
        assert answer.measured.endswith(".")
    fields = {name for text in task.words.says.values() for _, name, _, _ in Formatter().parse(text) if name}
    assert fields <= {"said"}


def answers(task):
    """All answers that can be given."""
    return [(key,) for key in getattr(task.form, "options", None) or task.form.places]
