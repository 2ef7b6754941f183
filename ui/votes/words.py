"""Texts of a class's room: what it is, what is kept, what is said to who is in it."""

from ..crowd.ballots import HOURS

HELP = "A link for your class: their guesses are counted here, without names."

WHAT = (
    "**Everybody's guess.** Who opens your link works as always. Their guesses are counted here, one from each tab, and "
    "only you see the counts. Nobody gives a name, and none is kept."
)
HELD = (
    "Share this link to the page that you see. It works on all lessons from there on. The counts stand beside each question on "
    "your own page, in this tab."
)
ENDS = f"The room ends when you close it, or {HOURS:.0f} hours after the last vote; nothing of it is kept."
FULL = "This server has no room left for another class: close one, or try again later. Show of hands works meanwhile."
IN_IT = "You are in your class's room: your guesses are counted, without your name."
CLOSED = "This room is closed: your answers stay with you."
LEAVE_HELP = "Your guesses are then no longer counted; those that you gave stay in the counts."
NONE_YET = "Nobody has answered yet."


def answered(count: int) -> str:
    """How many have voted on a question."""
    return f"{count} {'has' if count == 1 else 'have'} answered" if count else NONE_YET


def share(count: int, of: int) -> str:
    """A count as it stands beside its bar."""
    return f"{count} ({100 * count / of:.0f} %)" if count else "0"
