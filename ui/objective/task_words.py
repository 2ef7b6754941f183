"""What the questions of the lesson on what a VAE pays for say, and what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.words import Words

MARKS = ("the sharpest copies", "the most random codes that become digits", "the lowest −ELBO")
PLACE = "β = {:g}"

BETAS = Words(
    "Eight VAEs learned with eight weights β of the KL. Which gives digits back sharpest? Which makes digits of the most random "
    "codes? Which has the lowest −ELBO, the plain sum of both prices?",
    "Measured: copies are sharpest at β = {sharp}, with an SSIM (a likeness, at most 1) of {ssim}, against {ssim_8} at β = 8. "
    "Of {many} random codes, drawn {times} times, most are taken for digits at β = {best}: {share}; {even}. Of {count} with your "
    "seed it is β = {own} with {own_share}; {own_even}. −ELBO is lowest at β = {elbo}: {nats} nats. The columns below are the "
    "eight β: a digit given back, and two random codes.",
    {
        "all": "All three are where you put them. {places}",
        "one": "You put all three at one place. {places}",
        "sharp": "You had the sharpest copies elsewhere. The KL is a price on saying anything about the digit. Where it costs "
        "nothing, the code says most.",
        "elbo": "You had the lowest −ELBO elsewhere. A training makes its own sum small, and at this β that sum is −ELBO.",
        "drawn": "You had the best random digits elsewhere. With little weight on the KL, random codes fall between the clouds "
        "of the digits. With much, the decoder is told too little.",
    },
    "Turn the dial through its eight places. From where on do you see the blur, and from where on the digits?",
)
PLACES_APART = "Each asks for another β, so none is the best for everything."
PLACES_TOGETHER = "One β is the best for all three here, as far as chance lets one tell."
PLACES_PARTLY = "Two of them may share a β, but no β is the best for all three."
"""What follows for `BETAS` from where the three places were measured."""
NO_SAMPLES = (
    "The report beside the models does not say how many random codes become digits at each β: `report` writes it there."
)
NONE_EVEN, SOME_EVEN = "no other β comes near by chance", "within chance of that: {}"

IN_TEN = "{:g} of 10"

UNUSED = Words(
    "At β = 8 saying something is dear. How many of the ten numbers of the code fall out of use, so that they say nothing?",
    "Measured over all test digits: {unused} of ten cost less than {least} nats of KL. {also} At β = 4 it is {at_4}, at β = 1 "
    "{at_1}. Moved from −3 to 3, a number out of use changes the picture by {still} % at most; one in use by {moves} % on "
    "average.",
    {
        "same": "That is your number. What costs more than it saves is not said at all.",
        "more": "You expected more to fall silent. Even so dear a code pays: each number in use saves more than eight times its "
        "price.",
        "fewer": "You expected fewer. A number that saves less than eight times its KL does not pay, so training gives it up "
        "altogether.",
    },
    "Turn β to 8 and look at the bars. What do the copies lose first, now that so little is said?",
)
ALSO_SAME = "By the other measure, a mean that hardly varies with the digit, they are as many."
ALSO_OTHER = "By the other measure, a mean that hardly varies with the digit, it is {}."
NO_COSTS = "The file of the VAE with β = {} does not say what each number costs: `train` writes it there."

APART = "{:.2f}"
THROWS = Words(
    "The encoder makes a cloud of your digit: a mean and a spread for each number of the code. Take the number with the widest "
    "cloud. Two throws of chance, ε, give two places z in it. How far apart are they on average?",
    "Measured: number {place} has the widest cloud, with spread σ = {spread}. The first two throws fall {now} apart, and "
    "{pairs} pairs {mean} on average. By the formula 2σ/√π it is {formula}. For N(0, 1), which says nothing of the digit, it "
    "would be {prior}.",
    {
        "near": "You were close. The spread says how exactly the number is meant, on a scale where 1 says nothing.",
        "wide": "You expected a wider cloud. A number that says something about the digit needs a small one, or clouds of other "
        "digits would lie in it.",
        "idle": "You expected a wider cloud. But this one is about as wide as that of N(0, 1) already. Nothing in training asks "
        "for a wider one.",
        "narrow": "The cloud is wider than you thought. Being exact costs KL, so a number is no more exact than it pays.",
    },
    "Turn β to 0, then to 8, and measure each time for what is set. What becomes of the two throws?",
)

PARTS_OF_DIGIT = {"inside": "Inside the stroke", "edge": "At its edge", "paper": "On the black paper"}
PIXELS = Words(
    "The decoder pays for each of the 784 pixels. Where does a pixel of your digit cost most on average: inside the stroke, at "
    "its edge, or on the black paper?",
    "Measured in nats a pixel: {inside} inside the stroke ({n_inside} pixels), {edge} at its edge ({n_edge}), {paper} on the "
    "paper ({n_paper}). Summed up, the edge costs {share} of the whole reconstruction.",
    {
        "right": "That is where it costs most. Where ink ends, the decoder would have to know your hand.",
        "inside": "You said inside. There the decoder is mostly sure, and right; what it can't know is where the ink ends.",
        "paper": "You said the paper. There is a lot of it, but the decoder is sure of it, so each pixel costs next to nothing.",
        "edge": "You said the edge, and for most digits it is so. Here the stroke does not run where the decoder draws it.",
    },
    "Point at a bright pixel below and read what it costs. Then let the decoder get the mean: which terms fall?",
)

LIKE = {"0.5": "β = 0.5", "1": "β = 1: nothing changes", "2": "β = 2", "4": "β = 4", "none": "Like no β"}
HALF = Words(
    "The formula of the KL has a ½ in front, and the report's code leaves it out. With which β would the right formula train the "
    "same VAE?",
    "Measured on eight test digits: without the ½ the sum is {times} times the KL, so training makes reconstruction + "
    "{times}·KL small. On all test digits the report's VAE says {report} nats of KL. Of the VAEs on the dial, β = {nearest} is "
    "nearest with {kl} nats; β = 1 says {one}.",
    {
        "right": "That is the one. A forgotten ½ is no other formula, but another weight.",
        "half": "You expected a smaller weight. But the ½ is gone, so each term weighs more than before: twice as much.",
        "one": "You expected no change. A constant in front of a whole loss would change nothing, but this one weighs only one "
        "of its two terms.",
        "more": "You expected a larger weight. The ½ is left out once, so each term doubles once.",
        "none": "But there is one: all terms of the KL have the same ½, so without it their sum is doubled, whatever the digit.",
    },
    "The numbers below tell the report's VAE from a control with that β. What is left comes from its shorter training.",
)
