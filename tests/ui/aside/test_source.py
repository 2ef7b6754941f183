"""What is shown as source is what stands in the file, with all that it calls."""

import pytest

from autoencoders import networks, training
from tests.checkout import source
from ui.aside.source import inside, with_its_parts


def test_a_network_comes_with_the_layers_that_it_calls():
    names = [getattr(piece, "__name__", "") for piece in with_its_parts(networks.conv_encode)]
    assert names == ["conv_encode", "leaky_relu", "downsample", "dense", "flatten"]


def test_each_part_is_there_once():
    pieces = with_its_parts(networks.vae_encode, networks.wide_decode)
    assert len(pieces) == len(set(pieces))
    assert {networks.vae_encode, networks.wide_decode, networks.dense, networks.flatten} <= set(pieces)


def test_a_function_inside_another_is_cut_out_whole():
    shown = inside(training.compiled_block, "gradient_step").splitlines()
    file = [line.strip() for line in source("autoencoders/training.py").splitlines()]
    start = file.index(shown[0].strip())
    assert [line.strip() for line in shown] == file[start : start + len(shown)]
    assert shown[0].startswith("def gradient_step(")
    assert shown[-1].startswith("    return moved, kept")


def test_a_function_that_is_not_there_is_named():
    with pytest.raises(LookupError, match="compiled_block has no function nowhere"):
        inside(training.compiled_block, "nowhere")
