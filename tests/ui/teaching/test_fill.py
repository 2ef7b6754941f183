"""Places are filled by their names, an unknown one is named, and no measured number is typed into a text."""

import re

import pytest

from ui.teaching.fill import SOURCE, fill, source


def test_every_place_is_filled():
    assert fill("{{a}} of {{ b }}, {{a}}", {"a": "1 %", "b": "{2}"}, "x.md") == "1 % of {2}, 1 %"


@pytest.mark.parametrize(
    ("text", "named"),
    [("{{vae-10.kil}}", "vae-10.kl"), ("{{}}", "measured.py"), ("{{nothing like it}}", "measured.py")],
)
def test_an_unknown_place_is_named_with_where_to_look(text, named):
    with pytest.raises(ValueError, match="no number is called that") as fault:
        fill(text, {"vae-10.kl": "18.9"}, "plan.md")
    assert str(fault.value).startswith(f"plan.md asks for {text}")
    assert named in str(fault.value)


MEASURED = re.compile(r"(?<![\w.])\d(?:[\d,.]*\d)?\s?(?:%|dB\b|nats\b)|(?<![\w.])\d+\.\d+")
"""What looks like a measurement: a percentage, decibels, nats, decimals."""

ASKED = ("0.15", "0.15 nats", "0.5")
"""What a text may say all the same: the loss that is asked about, and a place of the dial over β."""


@pytest.mark.parametrize("name", sorted(path.name for path in SOURCE.glob("*.md")))
def test_no_measured_number_is_typed(name):
    text = re.sub(r"\{\{[^}]*\}\}", "", source(name))
    typed = [found for found in MEASURED.findall(text) if found not in ASKED]
    assert not typed, f"{name} types {typed}; let the command write it"


@pytest.mark.parametrize("typed", ["43 %", "18.9", "16.1 dB", "1,000 nats"])
def test_a_typed_number_would_be_found(typed):
    assert MEASURED.search(f"It is {typed} here")
