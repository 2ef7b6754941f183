"""What is said of maps of codes of more than two numbers: what a plane through them is, and what it keeps. No Streamlit here."""

import math

WIDEST, NUMBERS = "where codes vary most", "two numbers of the code"
"""The planes to choose from."""

MIDDLE, DIGIT = "the middle of all codes", "your digit"
"""What a plane may go through."""

THE_SAME = "A plane needs two different numbers: number {0} is both, so the map goes up along number {1}."

HELP = (
    "A code of more than two numbers is a place in a space of as many dimensions. The map is a plane through it: by the two "
    "directions in which the codes of all test digits vary most (their first two principal components), or by two numbers of "
    "the code, of which you say which."
)

THROUGH_HELP = (
    "All other directions stay at one place: at the mean of all test digits' codes, or at the code of your digit, which then "
    "lies on the plane."
)

DOTS = (
    "Dots are *shadows*: codes before and behind a plane fall on it, so two that touch need not be neighbours. Pictures under "
    "the pointer and in the sheet are decoded on the plane itself. Of your digit there are two: first what its own code gives "
    "back, then what its place on the plane does."
)

ON_A_PLANE = "Longer codes are drawn on a plane through them, which you choose below the maps."

NO_HOLES = "There is no layer of holes here: how far a place is from the nearest code is told by all numbers, not by the plane."

FLAT_ONLY = (
    "The table of where codes lie, the dial over β and the film are about codes of two numbers: choose twin-2 and vae-2 under "
    "“Other models” to see them."
)


def kept(title: str, d: int, share: float, off: float, usual: float) -> str:
    """What the plane keeps of the codes of `d` numbers, and how far the digit and, on average, test digits lie off it."""
    return (
        f"**{title}:** of how its {d} numbers vary over the test digits, this plane keeps **{share:.0%}**".replace(
            "%", " %"
        )
        + f" (two of {d} alike would be {2 / d:.0%}).".replace("%", " %")
        + f" Your digit lies **{off:.1f}** off it, a test digit {usual:.1f} on average."
    )


def flat(title: str) -> str:
    """The same of a model of two numbers."""
    return f"**{title}:** its codes have two numbers, so its map is all there is of them."


def rings(d: int) -> str:
    """Why the rings are there, whose prior has `d` numbers."""
    return (
        f"The rings hold on a plane too: N(0, I) of {d} numbers, seen from any side, is N(0, I) of two. But hardly any random "
        f"code lies on the plane: its length is about √{d} ≈ {math.sqrt(d):.1f}, most of it off to the side."
    )
