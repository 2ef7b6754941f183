"""The texts of a question, apart from how it is asked and judged, so that another language can stand beside them.

No Streamlit here.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """The texts of a question: itself, what was measured, what is said to each kind of answer, what to try next.

    `measured` and the values of `says` are templates, filled with the numbers that the measurement found.
    """

    question: str
    measured: str
    says: Mapping[str, str]
    next: str
