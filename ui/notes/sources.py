"""Where the ideas of the lessons come from: papers as rows, each with what it is here for. Data; no Streamlit here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """A paper: who, when, its title, where it appeared, its address, and what of it is used here."""

    authors: str
    year: int
    title: str
    venue: str
    link: str
    says: str


SOURCES = (
    Source(
        "Pearson",
        1901,
        "On lines and planes of closest fit to systems of points in space",
        "Philosophical Magazine 2(11)",
        "https://doi.org/10.1080/14786440109462720",
        "Principal components as the plane that lies closest to all points: PCA's code is a place on it.",
    ),
    Source(
        "Hotelling",
        1933,
        "Analysis of a complex of statistical variables into principal components",
        "Journal of Educational Psychology 24",
        "https://doi.org/10.1037/h0071325",
        "The same as the directions of largest variance, and their name.",
    ),
    Source(
        "Baldi, Hornik",
        1989,
        "Neural networks and principal component analysis: Learning from examples without local minima",
        "Neural Networks 2(1)",
        "https://doi.org/10.1016/0893-6080%2889%2990014-2",
        "Why an autoencoder without bends can do no better than PCA, and training it leads there.",
    ),
    Source(
        "LeCun, Bottou, Bengio, Haffner",
        1998,
        "Gradient-Based Learning Applied to Document Recognition",
        "Proceedings of the IEEE 86(11)",
        "https://doi.org/10.1109/5.726791",
        "Introduces MNIST, the 70,000 digits of all lessons, and convolutional networks that read them.",
    ),
    Source(
        "Wang, Bovik, Sheikh, Simoncelli",
        2004,
        "Image Quality Assessment: From Error Visibility to Structural Similarity",
        "IEEE Transactions on Image Processing 13(4)",
        "https://doi.org/10.1109/TIP.2003.819861",
        "SSIM: likeness of pictures by structure, not pixel by pixel.",
    ),
    Source(
        "Hinton, Salakhutdinov",
        2006,
        "Reducing the Dimensionality of Data with Neural Networks",
        "Science 313",
        "https://doi.org/10.1126/science.1127647",
        "Deep autoencoders give digits back better from a code of few numbers than principal components do.",
    ),
    Source(
        "Vincent, Larochelle, Bengio, Manzagol",
        2008,
        "Extracting and Composing Robust Features with Denoising Autoencoders",
        "ICML 2008",
        "https://doi.org/10.1145/1390156.1390294",
        "The denoising autoencoder: noise goes in, and the clean picture is asked for.",
    ),
    Source(
        "Vincent, Larochelle, Lajoie, Bengio, Manzagol",
        2010,
        "Stacked Denoising Autoencoders: Learning Useful Representations in a Deep Network with a Local Denoising Criterion",
        "Journal of Machine Learning Research 11",
        "https://jmlr.org/papers/v11/vincent10a.html",
        "The same at length: why taking noise away makes a network learn what digits have in common.",
    ),
    Source(
        "Bengio, Courville, Vincent",
        2013,
        "Representation Learning: A Review and New Perspectives",
        "IEEE TPAMI 35(8)",
        "https://arxiv.org/abs/1206.5538",
        "What a good code might be, and how autoencoders relate to other ways to learn one.",
    ),
    Source(
        "Kingma, Welling",
        2014,
        "Auto-Encoding Variational Bayes",
        "ICLR 2014",
        "https://arxiv.org/abs/1312.6114",
        "The VAE: encoder as posterior, reparametrisation, and the KL in closed form (its appendix B).",
    ),
    Source(
        "Rezende, Mohamed, Wierstra",
        2014,
        "Stochastic Backpropagation and Approximate Inference in Deep Generative Models",
        "ICML 2014",
        "https://arxiv.org/abs/1401.4082",
        "The same idea at the same time: gradients that pass through a draw.",
    ),
    Source(
        "Alain, Bengio",
        2014,
        "What Regularized Auto-Encoders Learn from the Data-Generating Distribution",
        "Journal of Machine Learning Research 15",
        "https://jmlr.org/papers/v15/alain14a.html",
        "Why a denoiser moves a picture towards where pictures are denser, which one sees when its output goes in again.",
    ),
    Source(
        "Kingma, Ba",
        2015,
        "Adam: A Method for Stochastic Optimization",
        "ICLR 2015",
        "https://arxiv.org/abs/1412.6980",
        "The optimizer with which most models here were trained.",
    ),
    Source(
        "Burda, Grosse, Salakhutdinov",
        2016,
        "Importance Weighted Autoencoders",
        "ICLR 2016",
        "https://arxiv.org/abs/1509.00519",
        "The bound with k draws of step 9, and when a number of a code counts as in use.",
    ),
    Source(
        "Hoffman, Johnson",
        2016,
        "ELBO surgery: yet another way to carve up the variational evidence lower bound",
        "NIPS 2016 Workshop on Advances in Approximate Bayesian Inference",
        "http://approximateinference.org/accepted/HoffmanJohnson2016.pdf",
        "Splits the average KL in two: what codes say of their digits, and how far the aggregate posterior is from the prior.",
    ),
    Source(
        "Higgins, Matthey, Pal, Burgess, Glorot, Botvinick, Mohamed, Lerchner",
        2017,
        "beta-VAE: Learning Basic Visual Concepts with a Constrained Variational Framework",
        "ICLR 2017",
        "https://openreview.net/forum?id=Sy2fzU9gl",
        "Puts β in front of the KL, in the hope of numbers that each mean something.",
    ),
    Source(
        "Alemi, Poole, Fischer, Dillon, Saurous, Murphy",
        2018,
        "Fixing a Broken ELBO",
        "ICML 2018",
        "https://arxiv.org/abs/1711.00464",
        "Reconstruction against KL as a curve: models with the same ELBO can keep very different amounts in their codes.",
    ),
    Source(
        "Locatello, Bauer, Lucic, Rätsch, Gelly, Schölkopf, Bachem",
        2019,
        "Challenging Common Assumptions in the Unsupervised Learning of Disentangled Representations",
        "ICML 2019",
        "https://arxiv.org/abs/1811.12359",
        "Nothing in such a loss alone makes single numbers mean something: seed and settings matter more than the model.",
    ),
    Source(
        "Loaiza-Ganem, Cunningham",
        2019,
        "The continuous Bernoulli: fixing a pervasive error in variational autoencoders",
        "NeurIPS 2019",
        "https://arxiv.org/abs/1907.06845",
        "Why the Bernoulli score of grey pixels is no density, and the factor that would make it one.",
    ),
    Source(
        "Nalisnick, Matsukawa, Teh, Gorur, Lakshminarayanan",
        2019,
        "Do Deep Generative Models Know What They Don't Know?",
        "ICLR 2019",
        "https://arxiv.org/abs/1810.09136",
        "A likelihood may be higher for pictures of another kind than for those that a model was trained on.",
    ),
    Source(
        "Serrà, Álvarez, Gómez, Slizovskaia, Núñez, Luque",
        2020,
        "Input complexity and out-of-distribution detection with likelihood-based generative models",
        "ICLR 2020",
        "https://arxiv.org/abs/1909.11480",
        "Why: what is simpler than a digit is cheaper to describe, so a dot or an empty sheet looks likely.",
    ),
    Source(
        "Ghosh, Sajjadi, Vergari, Black, Schölkopf",
        2020,
        "From Variational to Deterministic Autoencoders",
        "ICLR 2020",
        "https://arxiv.org/abs/1903.12436",
        "An AE samples well once a density is fitted to its codes afterwards.",
    ),
    Source(
        "Radhakrishnan, Belkin, Uhler",
        2020,
        "Overparameterized neural networks implement associative memory",
        "PNAS 117(44)",
        "https://doi.org/10.1073/pnas.2005013117",
        "Autoencoders whose output goes in again and again: fixed points, attractors and circles.",
    ),
)
"""In the order in which they appeared."""
