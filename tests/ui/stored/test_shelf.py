"""The shelf's budget counts for all visitors, who has most loses the oldest, and nothing is left behind."""

import gc
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

import autoencoders as ae
from ui.stored import shelf as shelves
from ui.stored.shelf import Gone, Shelf

KB = 1_024


def thing(number, size=10 * KB):
    return np.full(size, number, dtype=np.uint8)


def numbers(kept):
    return [int(one.take()[0]) for one in kept if not one.gone]


def test_who_has_most_loses_the_oldest_and_hears_of_it_once():
    shelf = Shelf(most=55 * KB)
    mine = [shelf.put("me", thing(number)) for number in range(2)]
    theirs = [shelf.put("them", thing(number)) for number in range(10)]
    assert numbers(mine) == [0, 1]
    assert numbers(theirs) == [7, 8, 9]
    assert shelf.bytes <= 55 * KB
    assert (shelf.lost("me"), shelf.lost("them"), shelf.lost("them")) == (0, 7, 0)
    with pytest.raises(Gone, match="had to go"):
        theirs[0].take()


def test_what_nobody_is_told_of_goes_silently():
    shelf = Shelf(most=25 * KB)
    kept = [shelf.put("me", thing(number), told=number > 1) for number in range(5)]
    assert numbers(kept) == [3, 4]
    assert shelf.lost("me") == 1  # number 2


def test_more_than_the_budget_in_one_piece_is_gone_at_once():
    shelf = Shelf(most=KB)
    kept = shelf.put("me", thing(1))
    assert kept.gone
    assert shelf.bytes == 0
    assert shelf.lost("me") == 1


def test_what_nobody_holds_is_deleted_and_so_is_the_folder():
    shelf = Shelf()
    kept = [shelf.put("me", thing(number)) for number in range(3)]
    paths = [one.path for one in kept]
    assert all(path.exists() for path in paths)
    del kept[1]
    gc.collect()
    assert [path.exists() for path in paths] == [True, False, True]
    assert shelf.bytes == sum(one.bytes for one in kept)
    code = "from ui.stored.shelf import Shelf; kept = Shelf().put('me', b'x'); print(kept.path)"
    path = Path(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip())
    assert not path.exists()
    assert not path.parent.exists()
    assert paths[0].parent.stat().st_mode & 0o077 == 0  # nobody else's business


def test_a_model_in_use_is_the_same_for_all_and_comes_back_as_it_was(monkeypatch):
    shelf = Shelf()
    model = ae.variant("vae-2").initial(3)
    kept = shelf.put("me", model)
    assert kept.take() is model
    parameters = {name: array.copy() for name, array in model.parameters.items()}
    del model
    gc.collect()
    again = kept.take()
    assert isinstance(again, ae.VAE)
    assert all(np.array_equal(again.parameters[name], array) for name, array in parameters.items())
    assert kept.take() is again
    monkeypatch.setattr(shelves, "MOST_AT_HAND", 3 * kept.bytes)
    others = [shelf.put("me", ae.variant("vae-2").initial(seed)) for seed in range(9)]
    for other in others:
        other.take()
    assert len(shelf._at_hand) == 3


def test_a_full_disk_is_no_fault(monkeypatch):
    shelf = Shelf()

    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    kept = shelf.put("me", thing(1))
    assert kept.gone
    assert shelf.bytes == 0
    assert shelf.lost("me") == 1


def test_many_at_once_stay_within_the_budget():
    shelf = Shelf(most=200 * KB)
    alive = []

    def visit(owner):
        for number in range(60):
            alive.append(shelf.put(owner, thing(number)))
            if number % 3 == 0:
                alive.pop(0)

    threads = [threading.Thread(target=visit, args=(str(owner),)) for owner in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    there = [one for one in alive if not one.gone]
    assert shelf.bytes == sum(one.bytes for one in there) <= 200 * KB
    assert set(shelf.folder.iterdir()) == {one.path for one in there}
