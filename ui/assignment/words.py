"""What the page on the report says: its promise, what the measures are, what to make of it. No Streamlit here."""

from autoencoders.scores.samples import CONFIDENT

PROMISE = (
    "A student's report on nine autoencoders, made again: each claim stands beside what was measured on 10,000 test "
    "digits, and each "
    "verdict follows from a number by a rule."
)

PARTS = {
    "table": "The table of verdicts",
    "which": "Which figure",
    "claims": "The claims beside a figure",
    "numbers": "Every number, files to take away",
    "explanation": "What to make of it",
    "code": "The code",
}
"""Parts of the page that a lesson's link may show or not."""

MADE_AGAIN = (
    "Left, models trained **exactly as in the report**; right, the same networks **trained further**. No verdict is typed: it "
    "follows from the measured number by the rule beside it."
)

EXPLANATION = """
- **Most of the blur is too little training, not the network.** 4,000 steps of 64 digits are about four passes over the data.
  The same networks trained further lose much less, and with d = 100 the difference between MLP and conv is gone.
- **A denoiser has two jobs.** It has to squeeze the digit through its code and to drop the noise. At σ = 20/255 there is so
  little noise that squeezing does more harm than the noise itself: whoever keeps the noisy picture is closer to the clean one.
- **A fair match needs equal networks.** The report's VAE is far larger than its AEs. Beside an AE with the VAE's own
  networks (the *twin*) the VAE's copies are the blurrier ones: the KL has its price, and what it buys is that random codes work.
- **Clipping is free.** A noisy picture leaves black and white behind; whoever puts its pixels back to [0, 1] has less noise, and
  needs no model for it. So that is what a denoiser has to beat here.
- **An AE lacks a prior, not a decoder.** Fit a density to its codes and it samples too. The same fit helps a VAE as well, so
  compare a row of the table of samples only with rows of the same density. What the VAE gives is that N(0, I) works at all.
- **Samples are held to copies.** The VAE's own copies of real digits are not all recognised, so its samples can hardly be. From
  which confidence on a picture counts is a choice too: the verdict says whether another choice would change it.
- **The judge is no oracle.** It is a small classifier, taught to be unsure of noise and of what lies between two digits, and
  told that a picture with less ink than any digit of the training set is none: it would call black paper a 1. So read its shares
  beside those of real digits, and together with the class entropy: who draws the same digit again and again may have all of it
  recognised.
"""

MEASURES = f"""
- **cross-entropy**, in nats per pixel: what training makes small. A perfect copy does not score 0, because each grey is
  read as a coin, which stays uncertain.
- **MSE, PSNR, SSIM**: squared error; the same in decibels (higher is better); likeness of structure, 1 for the same picture.
- **± in a verdict**: the standard deviation over trainings that differ in their seed alone. Each verdict is made with every
  seed; where they disagree it is a caveat, unless most say that the claim doesn't hold. Two numbers are level where seeds alone
  could have made the difference.
- **edges kept**: how much the copy changes from pixel to pixel, as a share of what the digit does. A blurry copy has less.
- **−ELBO** = reconstruction + KL, and **−bound** with k draws: ever closer upper limits for minus the log of the averaged
  *Bernoulli score* (Burda, Grosse & Salakhutdinov 2016). Papers write −log p(x), which it is for black and white pixels; for
  grey ones the score is not normalised, so it is no number of nats in which a digit could be described. “What a VAE pays
  for” says under “Term by term” what is left out. All bounds are from the same 500 test digits: compare
  them with k = 1, not with the −ELBO of all 10,000.
- **active units**: numbers of the code that depend on the digit at all (their variance over the test set is above 0.01).
- **samples recognised**: the share of 10,000 pictures drawn from N(0, I) codes to which a small classifier gives one class
  with at least {CONFIDENT:g}; **of its own copies**: that as a share of how often the model's reconstructions of test digits are
  recognised; **class entropy**: how evenly the ten classes come up, at most 2.303 nats.
- **judge Fréchet distance**: how differently samples and test digits are spread in that classifier's features, 0 for no
  difference. It is **not the Inception FID** of papers and can't be compared with it.
"""
