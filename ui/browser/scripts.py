"""The JavaScript and CSS files of this folder as text. A component gets one text, so files are joined in the order of use."""

from pathlib import Path

HERE = Path(__file__).parent
ENGINE = (
    *("networks", "safetensors", "scores", "pictures", "chance", "strangeness", "damage"),
    *("densities", "ways", "judge", "digit", "ink", "recording", "feedback"),
)
"""The files of engine/, each before those that call it: what the models are and do, without a page."""

SHARED = ("packs.js", "drawing.js")
"""What every component needs besides, each file before those that call it."""


def engine() -> str:
    """The engine as one script."""
    return text(*(f"engine/{name}.js" for name in ENGINE))


def script(*names: str) -> str:
    """These files as one script, behind the engine and those that all components share."""
    return "\n".join((engine(), text(*SHARED, *names)))


def text(*names: str) -> str:
    """These files, one after another."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in names)


def decoder_source() -> str:
    """The JavaScript of the networks that run in the browser, to be shown."""
    return text("engine/networks.js").rstrip()
