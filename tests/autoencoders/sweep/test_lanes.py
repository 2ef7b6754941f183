"""The queue of a sweep: everything once, one loop on one worker as far as it goes, the costliest first."""

import itertools

from autoencoders.sweep.lanes import Lane, Queue
from autoencoders.sweep.plan import from_words
from autoencoders.sweep.training import Training


def drained(queue, lanes):
    """Each lane's trainings, the lanes taking turns."""
    taken: dict[str | None, list[Training]] = {lane.worker: [] for lane in lanes}
    going = list(lanes)
    while going:
        for lane in list(going):
            training = queue.next(lane)
            if training is None:
                going.remove(lane)
            else:
                taken[lane.worker].append(training)
    return taken


def changes(trainings):
    """How often a worker has to compile."""
    loops = [training.loop for training in trainings]
    return 1 + sum(a != b for a, b in itertools.pairwise(loops))


def test_everything_is_done_once_and_a_lane_stays_with_its_loop():
    trainings = from_words(["family=mlp,vae", "d=2,10", "seed=0-5"])
    shuffled = sorted(trainings, key=lambda training: (training.seed * 7) % 5)
    taken = drained(Queue(shuffled), [Lane("a"), Lane("b")])
    assert sorted(map(repr, taken["a"] + taken["b"])) == sorted(map(repr, trainings))
    assert {changes(mine) for mine in taken.values()} == {2}, "four loops on two workers are two for each"


def test_the_costliest_loop_is_first_and_the_last_one_is_shared():
    queue = Queue(from_words(["family=mlp,vae", "d=10", "seed=0-3"]))
    a, b = Lane("a"), Lane("b")
    begun = [queue.next(a), queue.next(b)]
    assert [training.family for training in begun if training] == ["vae", "vae"], (
        "four VAEs are more work for two workers than four MLPs are for one"
    )
    drained(queue, [a, b])
    assert queue.next(a) is None


def test_one_lane_does_loop_after_loop():
    taken = drained(Queue(from_words(["family=mlp", "d=2,3,5", "seed=0-3"])), [Lane("a")])["a"]
    assert changes(taken) == 3
