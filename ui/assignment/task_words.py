"""What the questions of the page on the report say: the question, what was measured, what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.words import Words

ON = "the report's models, measured on 10,000 test digits"
"""What all of it is measured on, where MNIST was measured."""

FALLS = Words(
    "One of these four claims of the report does not hold. Which one?",
    "Measured: {falls}",
    {
        "right": "That is the one you doubted.",
        "caveat": "The one you doubted holds, but only with a caveat: {own}",
        "holds": "The one you doubted holds: {own}",
        "unknown": "The one you doubted was not measured, so nobody can say.",
    },
    "See it for yourself: open Figure 3 below, and follow the link under its claim.",
)
FALLEN, NONE_FALLS = "“{says}” {verdict}: {measured}", "of these four, none that was measured fails."

PICTURES = "{:g} of 30"
RECOGNISED = Words(
    "Figure 6 below: 30 pictures, drawn by the report's VAE from random codes. How many of them does the judge, a small "
    "classifier of digits, recognise?",
    "Measured: of the report's 30 pictures the judge is sure of {own} (it gives one digit at least 90 %). Trained further, "
    "it is sure of {further}. Of the ten real digits in Figure 1 it is sure of {real}. {share}",
    {
        "near": "You were within two of it: you looked as closely as the judge.",
        "high": "You saw more digits in them. Eyes are kind: they complete a stroke that is not there.",
        "low": "You were harder on them than the judge. It looks for one clear digit, not for beautiful writing.",
    },
    "The picture above has the surest ones first. At which one would you have stopped calling it a digit?",
)
SHARE = "Of 10,000 such pictures it is sure of {:.1%}, of real digits {:.1%}."
SEEN = "The 30 pictures of Figure 6, as in the report, those first of which the judge is surest: {}"

MARKS = ("hold", "hold with a caveat")
COUNT = Words(
    "The report makes ten claims. How many of them hold, and how many more hold only with a caveat?",
    "Measured: {holds} hold, {caveat} hold with a caveat, {fails} do not hold.{unknown}",
    {
        "right": "Those are your numbers.",
        "trust": "You trusted the report more: you said {said}. A claim that sounds modest is easily believed.",
        "doubt": "You doubted the report more: you said {said}. Most of what it counted can be counted again.",
        "caveats": "You had the number that hold outright, but not the caveats. A caveat is what one sees only when one "
        "measures once more than the report did: trained further, or beside an equal network.",
        "unknown": "So nobody can say here whether {said} is right.",
        "over": "You gave away more than ten: a claim holds, or holds with a caveat, never both.",
    },
    "Read the rule below a verdict. Would you have drawn the line at the same place?",
)
NOT_MEASURED = " {} could not be measured here."
"""Behind the numbers of `COUNT`, where there are such."""
