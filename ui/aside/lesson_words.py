"""The words of a lesson, folded away beside its title, and the way to the notes."""

import streamlit as st

from .glossary import of_lesson

NOTES = "pages/notes.py"

WORDS = "Words"
"""The part of the notes that has all of them, as their link names it."""

STYLE = """<style>
.st-key-opening {position:relative}
.st-key-opening > div:has(.st-key-lesson_words) {position:absolute; top:0; right:0; width:auto; z-index:1}
.st-key-lesson_words {width:auto}
.st-key-lesson_words button {min-height:2rem}
@media (max-width: 640px) {
  .st-key-lesson_words button [data-testid=stMarkdownContainer] {position:absolute; width:1px; height:1px; overflow:hidden;
    clip-path:inset(50%)}
}
</style>"""
"""It stands at the end of the title's line, and moves nothing; on a phone its label is for screen readers alone.

The frame puts this into a page before anything else, or what stands below would be seen to move.
"""


def lesson_words(lesson: str) -> None:
    """A button that opens the terms of this lesson, as one text, with a link to all of them below."""
    with (
        st.container(key="lesson_words"),
        st.popover("Words of this lesson", icon=":material/dictionary:", type="tertiary"),
    ):
        st.markdown("\n".join(f"- **{term.name}:** {term.meaning}" for term in of_lesson(lesson)))
        st.page_link(
            NOTES,
            label="All words, and the derivation step by step",
            icon=":material/menu_book:",
            query_params={"notes": WORDS},
        )
