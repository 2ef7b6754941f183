"""An answer that was given before its run has got there: measured again as the run goes on, without a press."""

from autoencoders.validator import WeightsError

from ..classroom.asking import Asking, state_is_not_open_again
from ..tasks.given import answers
from ..tasks.task import judged
from .tasks import YET, Scene


def follow(asked: Asking, scene: Scene) -> None:
    """Measure the open question's answer again where its run was not there yet."""
    if waits(asked) and asked.open is not None:
        key = asked.open.key
        try:
            answers()[key] = judged(asked.open, answers()[key].given, scene)
        except WeightsError:
            return  # without the judge what was measured before stands


def arrived(asked: Asking, scene: Scene) -> bool:
    """Whether its run has got there since; asked at each look at a run at work, and costs nothing where nobody waits."""
    if not waits(asked) or asked.open is None:
        return False
    try:
        return asked.open.measure((), scene).kind != YET
    except WeightsError:
        return False


def waits(asked: Asking) -> bool:
    """Whether the open question has an answer that waits for its run. One that is just being changed is left alone."""
    task = asked.open
    return (
        task is not None
        and task.key in answers()
        and answers()[task.key].kind == YET
        and state_is_not_open_again(task.key)
        and (not (given := answers()[task.key].given) or task.form.fits(given))  # a visit's file may bring any values
    )
