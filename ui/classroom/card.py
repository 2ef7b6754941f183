"""How the card of a question looks, and the frame that stands for what it hides. No Streamlit here."""

from html import escape

HIDDEN = "Hidden until you have answered, or had it shown:"
"""In the frame that stands for what is hidden, before the question."""

STYLE = """<style>
.st-key-question {padding: 0.5rem 0.8rem}
.st-key-question [data-testid=stMarkdownContainer] {margin-bottom: 0}
.st-key-question p {margin-bottom: 0}
.st-key-question :is([data-testid=stButtonGroup], [data-testid=stButton]) button {min-height: 2rem; padding: 0.1rem 0.6rem}
.st-key-question [data-testid=stButtonGroup] button {height: auto; max-width: 100%}
.st-key-question [data-testid=stButtonGroup] button p {white-space: normal; text-align: left}
.veil {display: flex; flex-direction: column; align-items: center; justify-content: center; text-align: center;
  min-height: 7rem; border: 2px dashed color-mix(in srgb, currentColor 45%, transparent); border-radius: 0.5rem; padding: 0.8rem}
.veil small {opacity: 0.75}
@media (max-width: 640px) {[data-testid=stLayoutWrapper]:has(> .st-key-question_lead) {display: none}}
</style>"""
"""The card of a question takes as little of a screen as it can: what it asks about belongs on the same one."""


def veil(question: str) -> str:
    """The HTML of the frame in the place of something hidden, with the question in it."""
    return f"<div class='veil'><small>{HIDDEN}</small><div>{escape(question)}</div></div>"
