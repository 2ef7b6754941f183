"""What the lesson on the map says of it. No Streamlit here."""

from .map_facts import Facts


def conclusions(far: Facts, near: Facts) -> str:
    """What to make of the shipped maps: `far` are the facts of the AE, `near` those of the VAE."""
    return (
        "- **The dart finds digits more often on the VAE's map.** Look at the decoded digits close up: inside the 2 σ ring the "
        "AE has mostly 3s, 5s and blurs of several digits, the VAE a bit of everything.\n"
        "- **The AE puts its codes wherever reconstruction is easiest,** here far out and off centre; choose *same, all codes* "
        f"to see it. Only {far.inside:.0%} of them are inside the 2 σ ring, and hardly any of the digits "
        f"{', '.join(str(d) for d in range(10) if d not in far.classes)}.\n"
        "- **The VAE keeps its codes together around 0.** The KL in its loss charges for codes that leave the prior, and so "
        f"{near.inside:.0%} of them are inside the ring, all ten digits among them. A place inside the ring is "
        f"{near.gap:.2f} away from a real code on average; in the AE it is {far.gap:.2f}. That is what lets one *make* "
        "digits with a VAE: draw a random code from N(0, I), and decode it.\n"
        "- **It is no magic.** You will find smears in the VAE too, where two digits meet: with two numbers, neighbours must "
        "touch somewhere. And far outside all rings its pictures are as broken as the AE's: nothing was trained there.\n"
        "- **The match with the prior is rough.** Two numbers are so few that the VAE would rather pay some KL than "
        "lose digits: it spreads a little wider than 1.\n"
        "- **An AE is not unable to make digits.** It lacks a map of where its codes are. Give it one, and it draws digits too: "
        "the next lesson does."
    )
