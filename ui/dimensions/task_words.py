"""What the questions on the size of the code say: the question, what was measured, what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.words import Words

ON = "the trainings of the sweep, on 10,000 test digits"
"""What all of it is measured on."""

COMPONENTS = Words(
    "An AE with the VAE's networks describes a digit by 10 numbers. How many numbers does PCA, which knows only straight "
    "lines, need to give digits back as well?",
    "Measured in squared error: the AE with 10 numbers has {ae}, PCA with 10 has {ten}, and it gets as low as the AE with "
    "{needed}.",
    {
        "near": "You said {said}: that close.",
        "low": "You said {said}: bends are worth more than that. Digits lie on curved sheets, and a straight line leaves them "
        "soon.",
        "high": "You said {said}: straight lines are not that bad. Most pixels of digits go up and down together.",
    },
    "In the chart below, find the two points at the same height.",
)
NEEDED, MORE_THAN = "about {:.0f} numbers", "more than {} numbers"

USED = Words(
    "A VAE with β = 1 is given a code of 100 numbers. How many of them does it use?",
    "Measured: {used} of 100 depend on the digit at all, of 50 it uses {fifty}.{spread}",
    {
        "near": "You said {said}: that close.",
        "low": "You said {said}: it found more that was worth its price.",
        "high": "You said {said}: a number that says less about the digit than its KL costs is left alone.",
    },
    "On the map, press d = 100 at β = 0 and then at β = 8: what a number costs decides how many are in use.",
)
SPREAD = " With other seeds: {low} to {high}."

BETA = Words(
    "VAEs with 10 numbers, trained with different weights β of the KL. Which one has the lowest −ELBO?",
    "Measured, −ELBO in nats: {each}.",
    {
        "right": "That is the one you chose.",
        "small": "You chose {said}: it gives digits back better, but its code costs more than that is worth.",
        "large": "You chose {said}: its code is cheap, but the digits come back so much worse that it does not pay.",
        "level": "You chose {said}: as close to the best as two trainings of the best are to each other.",
    },
    "Look along the row of d = 10 on the map. Is it the same β for every d?",
)
