"""The lessons' texts as HTML: the little of Markdown that they use. No Streamlit here."""

import re
from html import escape

MARKS = (
    (r"\*\*(.+?)\*\*", r"<strong>\1</strong>"),
    (r"\*(.+?)\*", r"<em>\1</em>"),
    (r"`(.+?)`", r"<code>\1</code>"),
    (r":(blue|red)\[(.+?)\]", r"<span class='\1'>\2</span>"),
    (r"\[([^\]]+)\]\((https?://[^)\s]+)\)", r"<a href='\2'>\1</a>"),
)
"""What stands in the text, and what it becomes."""


def prose(text: str) -> str:
    """Paragraphs, and lists whose items begin with "- "; an item goes on in lines that are indented."""
    blocks = re.split(r"\n\s*\n", text.strip())
    return "".join(_items(block) if block.startswith("- ") else f"<p>{line(block)}</p>" for block in blocks)


def line(text: str) -> str:
    """The marks inside a paragraph."""
    made = escape(" ".join(text.split()), quote=False)
    for pattern, replacement in MARKS:
        made = re.sub(pattern, replacement, made)
    return made


def _items(block: str) -> str:
    items = re.split(r"^- ", block, flags=re.MULTILINE)[1:]
    return "<ul>" + "".join(f"<li>{line(item)}</li>" for item in items) + "</ul>"
