"""What the questions of the lesson on reconstruction say: the question, what was measured, what is said to each kind of answer.

Plain sentences; words in braces are filled with what was measured. No Streamlit here.
"""

from ..tasks.words import Words

SIZES = {"2": "2 numbers", "10": "10 numbers", "100": "100 numbers"}
BEST = "Best first"

ORDER = Words(
    "Three autoencoders keep 2, 10 and 100 numbers of your digit. Which gives it back best, which worst?",
    "Measured by PSNR, a score of closeness in decibels (dB): 2 numbers {dB_2} dB, 10 numbers {dB_10} dB, 100 numbers "
    "{dB_100} dB. "
    "The picture has your digit and what each gives back. The models are twin-2 and twin-10, and mlp-100 with smaller networks.",
    {
        "same": "That is your order. A longer code has room for what makes your digit special.",
        "other": "You had it in another order. A longer code has room for what makes your digit special: what is left out of a "
        "short one can't come back.",
        "odd": "That is your order, and not the usual one: mostly the longer code is better. Is your digit a usual one?",
    },
    "Is the best copier also the best at making new digits? Keep your order in mind for the lesson on samples.",
)

ENDS = {
    "stays": "It stays as after the first time",
    "drifts": "It changes, and stays the same digit",
    "other": "It becomes another digit",
    "fades": "It becomes no digit at all",
}
ENDS_SAID = {
    "stays": "it hardly changed after the first time",
    "drifts": "it went on changing, and stayed the same digit",
    "other": "it became another digit",
    "fades": "it ended as no digit that the judge can read",
    "unclear": "it was no clear digit from the beginning, and after ten passes it is this",
}

FED_BACK = Words(
    "An AE with 10 numbers gets its own output as input, ten times over. Where does your digit end?",
    "Measured: in the AE (above) {ae}: {ae_read}. In the VAE (below) {vae}: {vae_read}. The first step changed the "
    "AE's picture by {first} of full scale (root mean square), the tenth by {last}.",
    {
        "right": "You saw that coming. An output is what the model can say, so saying it again changes little or leads to "
        "what it "
        "says more easily.",
        "unclear": "But what you gave is no clear digit to the judge, so nobody can say whether it stays the same. Take a "
        "clearer one and measure again.",
        "wrong": "You expected something else: that “{said}”. Each pass moves the picture towards what the model draws most "
        "easily, "
        "and there it comes to rest or leaves your digit behind.",
    },
    "Take a digit that is written carelessly, or put noise on it, and measure again: does it still end in the same place?",
)

PAYS_FORM = "σ = {:.2f}"
PAYS = Words(
    "The denoiser mlp-denoise-10 learned with noise of σ = 0.08. From which σ on is its output closer to your digit than the "
    "noisy digit is once its pixels are clipped to black and white, which needs no model?",
    "Measured at {strengths} strengths of the noise that is set, against the clipped noisy digit: {from_10} With 100 numbers: "
    "{from_100}",
    {
        "near": "You were close. With 10 numbers the loss of detail is larger than a little noise, so denoising pays late.",
        "low": "You expected it to pay sooner. Its code of 10 numbers loses more of your digit than a little noise does, at "
        "the very "
        "σ that it was taught.",
        "high": "It pays sooner than you thought: the noise does not fit into the code, so the output hardly gets worse with it.",
        "never": "It never pays for this digit: it is one that this model can't draw.",
    },
    "Choose the denoisers with 100 numbers among the models, and see in the chart where their lines cross the dotted grey one, "
    "the clipped noisy digit. With “Clip to [0, 1]” there is one grey line alone.",
)
PAYS_FROM, PAYS_NEVER = "it pays from σ = {:.2f} on, {:.1f} dB against {:.1f} dB.", "it never pays."

OUTCOMES = {"copy": "What I drew", "digit": "Some digit", "neither": "Neither"}
OUTCOMES_SAID = {
    "copy": "gave it back as well as an ordinary digit",
    "digit": "made a digit of it",
    "neither": "gave back neither what you drew nor a digit",
}
NO_DIGIT = Words(
    "Draw something that is no digit: a letter, a house, a dot. What will the AEs with 10 and with 100 numbers give back?",
    "Measured: your drawing is {given}. The AE with 10 numbers {ten}: its output is {ten_read}, and {worse_10} of {count} test "
    "digits come back worse. The one with 100 numbers {hundred}: its output is {hundred_read}, and {worse_100} come back worse.",
    {
        "right": "As you said for 10 numbers. A model learned what digits have in common, and draws with that, whatever it is "
        "given.",
        "wrong": "For 10 numbers you expected “{said}”. A model learned what digits have in common, and draws with that, "
        "whatever it "
        "is given.",
        "digit": "But the judge takes what you drew for a digit. Draw something stranger, and measure again.",
    },
    "Try a letter, then a scribble. Which does it copy, and which does it bend into a digit? The judge knows nothing but digits, "
    "and may be sure of what is none.",
)
DRAW_FIRST = "Draw it on the canvas below (or upload a picture), then guess."

MARKS = ("a perfect copy", "PCA: 10 numbers, added and multiplied", "the average of all digits")
NATS = "{:.2f}"
SCALE = Words(
    "Is a loss of 0.15 nats a pixel good? Place these three on the scale, for your digit.",
    "Measured on your digit, in nats a pixel: a perfect copy {floor}, mlp-10 {mlp}, PCA with 10 numbers {pca}, the average digit "
    "{mean}. PCA was fitted to MNIST. So for your digit 0.15 is {verdict}.",
    {
        "near": "All three within 0.04: you have the scale. A loss means something only beside such marks.",
        "floor": "A perfect copy does not cost 0: cross-entropy reads a grey as a coin and charges for its uncertainty.",
        "order": "You had them in another order. The average digit has never looked at yours, and is the dearest of honest "
        "answers for most digits.",
        "off": "The order was right, the places were not. A loss means something only beside such marks.",
    },
    "Look at the floor and the mean image in the table below, and choose other models: who is nearest to the floor?",
)
GOOD, FAIR, POOR = (
    "better than PCA does",
    "worse than PCA does, and better than no look at it",
    "no better than no look at it",
)
"""What a loss of 0.15 is for a digit, beside what PCA and the average digit have."""

TAUGHT_SIGMAS = {"report": "σ = 20/255", "0.2": "σ = 0.2", "0.4": "σ = 0.4", "0.8": "σ = 0.8"}
"""What the four denoisers were taught, by the keys of answers."""

TAUGHT = Words(
    "Four denoisers are the same network, taught four strengths of noise. Your digit gets noise of σ = 0.4: which of them "
    "gives it back best?",
    "Measured by PSNR on your digit with that noise: taught σ = 20/255 {dB_0} dB, 0.2 {dB_1} dB, 0.4 {dB_2} dB, 0.8 {dB_3} "
    "dB: best is who was taught {best}. The noisy digit itself, clipped to black and white, has {clipped} dB.",
    {
        "right": "That is the one you chose. A denoiser is good at what it was taught. One that knows less noise takes some "
        "of it for ink, one that knows more smooths away what was yours.",
        "odd": "That is the one you chose, and not the usual one. One digit with one draw of noise may fall out of line; over "
        "many, who was taught σ = 0.4 leads there.",
        "weaker": "Yours had learned weaker noise. Noise that a denoiser never saw it takes for ink.",
        "stronger": "Yours had learned stronger noise. Who expects much noise trusts a pixel less, and smooths away what was "
        "yours.",
    },
    "Press “Denoisers side by side” under the models, and follow their lines in the chart: which leads at which σ? Then "
    "choose another damage than noise: who leads there, whom nobody taught it?",
)

NOTICE = {"all": "All of them", "some": "Some of them", "none": "None of them"}
NOTICES = Words(
    "Draw a letter, or take one from the drawer “Aliens”. Three measures say how strange a picture is: the error of what the "
    "VAE gives back, its −ELBO, the distance to the nearest training digit. Which put it beyond 99 % of test digits?",
    "Measured with vae-10, among {count} test digits. Reconstruction error: {error}. −ELBO: {negative_elbo}. Distance: "
    "{distance}. So {outcome} put it beyond 99 %.",
    {
        "right": "As you said. Each asks something else: is it easy to give back, is it cheap to describe, does it look like a "
        "digit that the model learned from? None asks whether it is a digit.",
        "wrong": "You expected “{said}”. Each asks something else: is it easy to give back, is it cheap to describe, does it "
        "look like a digit that the model learned from? None asks whether it is a digit.",
        "digit": "But what you gave is a test digit. Draw something else, or open the drawer, and measure again.",
    },
    "Take a small dot, a line and grey noise from the drawer, and measure again: which do all notice, and which none?",
)
NOTICED = {"all": "all of them", "some": "some of them, not all,", "none": "none of them"}
NOTICE_FIRST = "Draw it on the canvas below, or choose “Aliens” there, then guess."
NOT_HERE = "unknown, since MNIST is not on this machine"
"""What is said of the distance without training digits."""

FEW, HALF = 0.25, 0.5
"""Shares of pictures at which the answers to the question on clothes meet."""

AS_DIGITS = {"few": "Fewer than a quarter", "some": "A quarter to a half", "most": "More than half"}
CLOTHES = Words(
    "vae-10 learned from digits alone. How many of these pictures does it give back as a clear digit?",
    "Measured on {count} of these test pictures: of what vae-10 gives back, {share} are a clear digit to the judge, who is at "
    "least 90 % sure then. Of the pictures themselves he takes {given} for digits, and of real digits that vae-10 gives back "
    "{digits}. Your picture comes back {own}.",
    {
        "right": "As you said. {why}",
        "wrong": "You expected “{said}”. {why}",
    },
    "Find the strokes of digits in what comes back. Then train a model on these pictures in “Train one live”, and look at the "
    "same picture again.",
)
WHY = {
    "few": "A decoder of digits draws with their strokes, but not every tangle of strokes is a digit: codes of other "
    "pictures lie where no digit's code lies.",
    "some": "A decoder of digits draws with their strokes, and what it draws of other pictures is sometimes a digit.",
    "most": "A decoder of digits draws with their strokes, and of these pictures it mostly makes digits.",
}
