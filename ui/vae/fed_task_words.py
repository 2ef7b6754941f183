"""What the questions of the part “Fed back” say, and what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.words import Words

WHO = {"none": "Neither", "AE": "Only the AE", "VAE": "Only the VAE", "AE,VAE": "Both"}

FIFTY = Words(
    "Your digit goes through a model, the output through it again, and so on: fifty times. Who still draws your digit then, the "
    "AE or the VAE?",
    "Measured: what you gave is {given}. After fifty passes: {ends}. Below are what you gave and passes {passes}, a row each: "
    "{order}.",
    {
        "right": "That is what happened. A single pass hardly shows it: only what is repeated grows.",
        "more": "Fewer do than you said. Each pass changes little, but what it changes adds up.",
        "fewer": "More do than you said. Your digit lies where a pass moves little, or always back to the same picture.",
        "other": "It is the other one, for this digit. Which one it is changes from digit to digit, so one digit proves nothing.",
        "unclear": "But what you gave is no clear digit to the judge, so nobody can say whether it stays. Take a clearer one.",
    },
    "Take another digit, and measure again. Then see below what a hundred of them do.",
)

MARKS = ("left in the AE", "left in the VAE (with 100 numbers: the denoising AE)")
OF_100 = "{:g} of 100"

ENDS_LEFT = Words(
    "A hundred test digits, all different, ten of each class, go round fifty times. How many different pictures are left?",
    "Measured: of {count} digits there are after {passes} passes {left}. In one and the same picture end {crowds}. PCA, which "
    "is a projection, still has {pca}.",
    {
        "near": "Both within 12: you saw how much runs together, and that it is not all.",
        "many": "Fewer are left than you thought. What differs only a little runs together, pass by pass.",
        "few": "More are left than you thought. There is not one average digit in the end, but many places where nothing moves, "
        "or hardly.",
    },
    "Choose another size of code, and another noise for the denoiser: which of the two counts for more?",
)
