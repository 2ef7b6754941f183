"""The formulas of the derivation in LaTeX, with a digit's numbers where they have some. No Streamlit here."""

from ..aside.number_table import written

SMALL = 0.01
"""Scores below it are written as powers of ten."""

AUTOENCODER = (
    r"\begin{gathered} z = f(x), \qquad \hat x = g(z) \\"
    r"\min_{f,\,g} \; \sum_{x} \mathrm{loss}\big(x,\, g(f(x))\big) \end{gathered}"
)

PIXEL = (
    r"\begin{aligned} y_j &= \frac{1}{1 + e^{-\ell_j}} \\ s(x_j \mid z) &= y_j^{\,x_j} (1 - y_j)^{1 - x_j} \\"
    r"-\log s(x_j \mid z) &= -x_j \log y_j \\ &\quad - (1 - x_j) \log(1 - y_j) \end{aligned}"
)

POSTERIOR = (
    r"\begin{gathered} q(z \mid x) = \mathcal N\big(\mu,\, \operatorname{diag}(\sigma^2)\big) \\"
    r"\sigma_i = e^{\log\sigma_i^2 / 2} \end{gathered}"
)

DRAW = r"z = \mu + \sigma \cdot \varepsilon, \qquad \varepsilon \sim \mathcal N(0, I)"

PRIOR = (
    r"\begin{gathered} p(z) = \mathcal N(0, I) \\ \mathrm{KL}\big(q(z \mid x) \,\|\, p(z)\big) \\"
    r"= \mathbb E_{q}\big[\log q(z \mid x) - \log p(z)\big] \end{gathered}"
)

JENSEN = (
    r"\begin{aligned} \log s(x) &= \log \int s(x \mid z)\, p(z)\, dz \\"
    r"&= \log \mathbb E_{q}[w], \quad w = \frac{s(x \mid z)\, p(z)}{q(z \mid x)} \\"
    r"&\ge \mathbb E_{q}[\log w] \\"
    r"&= \mathbb E_{q}\big[\log s(x \mid z)\big] - \mathrm{KL} \\ &= \mathrm{ELBO} \end{aligned}"
)

GAP = (
    r"\begin{gathered} \log s(x) - \mathrm{ELBO} = \mathrm{KL}\big(q(z \mid x) \,\|\, p(z \mid x)\big) \\"
    r"p(z \mid x) = \frac{s(x \mid z)\, p(z)}{s(x)} \end{gathered}"
)

BOUND = r"\mathrm{ELBO} \le \mathbb E\left[\log \frac1k \sum_{i=1}^{k} w_i\right] \le \log s(x)"


def pixel_price(x: float, y: float, price: float) -> str:
    """The price of one pixel, in nats: `x` is the digit's grey and `y` the decoder's."""
    return (
        rf"\begin{{aligned}} &-{x:.2f} \cdot \log {share(y)} \\"
        rf"&- {1 - x:.2f} \cdot \log {share(1 - y)} = {price:.2f} \end{{aligned}}"
    )


def share(value: float) -> str:
    """A score of at most 1; a small one as a power of ten, so that its logarithm can be checked."""
    if value >= SMALL:
        return f"{value:.3f}"
    digits, power = f"{value:.1e}".split("e")
    return rf"({digits} \cdot 10^{{{int(power)}}})"


def draw(mean: float, log_var: float, spread: float, epsilon: float, z: float, number: int) -> str:
    """One number of the code: from mean and log_var to z; `number` counts from 1."""
    m, v, e = plain(mean), plain(log_var), plain(epsilon)
    return (
        rf"\begin{{aligned}} z_{{{number}}} &= {m} + e^{{{v} / 2}} \cdot ({e}) \\ &= {m} + {spread:.3f} \cdot ({e}) = {plain(z)}"
        r" \end{aligned}"
    )


def kl_term(mean: float, log_var: float, price: float, number: int) -> str:
    """The price of one number of the code in nats."""
    m, v = plain(mean), plain(log_var)
    return (
        rf"\begin{{aligned}} \mathrm{{KL}}_{{{number}}} &= \tfrac12\big(e^{{{v}}} - ({v}) \\"
        rf"&\quad + ({m})^2 - 1\big) = {price:.2f} \end{{aligned}}"
    )


def total(reconstruction: float, kl: float) -> str:
    """−ELBO of the digit at one throw."""
    return (
        rf"\begin{{aligned}} -\mathrm{{ELBO}} &\approx {reconstruction:.2f} + {kl:.2f} \\"
        rf"&= {reconstruction + kl:.2f} \end{{aligned}}"
    )


def plain(value: float) -> str:
    """A number with two decimals; what rounds to 0 has no minus."""
    return written(value).replace("−", "-")
