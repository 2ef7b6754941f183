"""What the one-file page is and what it leaves out, with the way to the app. No Streamlit here."""

from .models import ELSEWHERE, ON_DIGITS, SWEEP
from .prose import prose
from .thin import COARSELY, EXACTLY

LEFT_OUT = (
    "This page is one file and computes everything in this browser: nothing is fetched, nothing is sent. It leaves out what "
    "needs the app: training a model live, photos of digits, models of your own, other models than these on maps, in samples and "
    "under sliders, PCA with 100 numbers, denoisers with 100 numbers for other damage than the "
    "report's, pictures by β other than BETAS where codes have ten numbers, a drawing's place on maps by β other than 1, the "
    "report and its check. APP Digits to pick are drawn by a program; the models were trained on MNIST. Their "
    "weights are rounded: on digits with little noise a pixel differs from the app's by less than "
    f"{ON_DIGITS:g} of its range, everywhere else (strong noise, other damage, random codes, codes of ten numbers by other β) by "
    f"less than {ELSEWHERE:g}. Coarser are the decoded digits of the film of the maps and those of maps by β other than 1: there "
    f"{EXACTLY} of 1,000 pixels differ by less than {COARSELY:g} of it."
)
"""At the end of the page."""

APP = "For the app, ask whoever gave you this file for the project's folder: `make app` in it starts it, and its README says how."
APP_AT = "The app is started with `make app` in [the project's folder](%s); its README says how."
"""The way to the app, where the address of the project isn't known and where it is."""


def left_out(home: str) -> str:
    """What the page is and leaves out; with a link to the project, where its address is known."""
    *betas, last = (f"{beta:g}" for beta in sorted({1, *SWEEP}))
    told = LEFT_OUT.replace("BETAS", f"{', '.join(betas)} and {last}")
    return prose(told.replace("APP", APP_AT % home if home else APP))
