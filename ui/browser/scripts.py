"""The JavaScript and CSS files of this folder as text. A component gets one text, so files are joined in the order of use."""

from pathlib import Path

HERE = Path(__file__).parent
SHARED = ("decoder.js", "packs.js", "drawing.js")
"""What every component needs, each file before those that call it."""


def script(*names: str) -> str:
    """These files as one script, behind those that all components share."""
    return text(*SHARED, *names)


def text(*names: str) -> str:
    """These files, one after another."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


def decoder_source() -> str:
    """The JavaScript of the decoders that run in the browser, to be shown."""
    return text("decoder.js").rstrip()
