"""`python -m benchmarks`: training and inference, ours beside the peers, everything measured in one run.

PyTorch and JAX take part where they are installed (`pip install -r requirements-bench.txt`). Medians of several rounds;
the ratios are what to compare, since machines differ and are noisy.
"""

import os

from rich.console import Console

from . import inference, our_peer, training


def main() -> None:
    """Print the tables."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    console = Console(width=None if os.isatty(1) else 160)
    console.print(inference.table())
    for table in training.tables(console, our_peer.gemm_ceiling()):
        console.print(table)


if __name__ == "__main__":
    main()
