"""What a visitor or a link brought, as plain text: nothing of it is read as Markdown, HTML, LaTeX, an icon or an address."""

import re


def plain(text: str) -> str:
    """The text so that Streamlit shows it as it is.

    An invisible joiner goes into addresses, which would become links without any brackets.
    """
    line = re.sub(r"[\\`*_{}\[\]<>#|~$&]|:(?=\S)|^[-+]", r"\\\g<0>", " ".join(text.split()))
    line = re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
    return re.sub(r"//|@|(?<=www)\.", "\u2060\\g<0>", line)


def bare(text: str) -> str:
    """A name, with letters, digits and little else: for labels in many places. Dots stay in numbers only."""
    kept = re.sub(r"[^\w ,.=+()σβ-]|_", " ", text)
    return " ".join(re.sub(r"(?<=[^\W\d])\.(?=\w)|(?<=\w)\.(?=[^\W\d])", " ", kept).split())
