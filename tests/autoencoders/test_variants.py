"""The table of variants: the nine systems in both trainings, and a sentence for a name that is none."""

import pytest

import autoencoders as ae

SYSTEMS = ["mlp-10", "mlp-100", "conv-10", "conv-100", "vae-10"] + [
    f"{family}-denoise-{d}" for family in ("mlp", "conv") for d in (10, 100)
]


def test_the_nine_systems_are_there_in_both_trainings():
    names = [row.name for row in ae.VARIANTS]
    assert len(set(names)) == len(names)
    assert set(names) >= {name + suffix for name in SYSTEMS for suffix in ("", ".assignment")}


def test_an_unknown_name_names_the_close_ones():
    with pytest.raises(KeyError, match=r"no variant 'conv10'.*conv-10"):
        ae.load("conv10")
