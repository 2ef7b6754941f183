"""The formulas of the lesson on what a VAE pays for, in LaTeX; one of them with a digit's own numbers. No Streamlit here."""

import numpy as np

from autoencoders.scores.digit_bill import Bill

KL_FORMULA = (
    r"\begin{aligned} \mathrm{KL} &= \tfrac12\big(\operatorname{tr}\Sigma + \mu^{\mathsf T}\mu - d - \log\det\Sigma\big) \\"
    r"&= \tfrac12 \sum_{i=1}^{d} \big(e^{\log\sigma_i^2} - \log\sigma_i^2 + \mu_i^2 - 1\big) \end{aligned}"
)
REPORT_FORMULA = (
    r"\begin{aligned} \mathrm{KL}_\text{report} &= \sum_{i=1}^{d} \big(e^{\log\sigma_i^2} - \log\sigma_i^2 + \mu_i^2 - 1\big) \\"
    r"&= 2\,\mathrm{KL} \end{aligned}"
)
BERNOULLI_FORMULA = (
    r"\begin{aligned} &\text{reconstruction} = -\log p(x \mid z) \\ "
    r"&\quad= -\sum_{j=1}^{784} x_j \log y_j + (1 - x_j)\log(1 - y_j) \end{aligned}"
)
LOSS_FORMULA = (
    r"\begin{aligned} -\mathrm{ELBO} &= \text{reconstruction} + \mathrm{KL} \\ "
    r"\text{loss} &= \text{reconstruction} + \beta\cdot\mathrm{KL} \end{aligned}"
)


def draw_formula(found: Bill) -> str:
    """LaTeX of z = mean + exp(log_var / 2)·ε with the numbers of the dimension that costs most."""
    i = int(found.kl_terms.argmax())
    mean, log_var, epsilon, z = (float(values[i]) for values in (found.mean, found.log_var, found.epsilon, found.z))
    return (
        rf"\begin{{aligned}} z_{{{i + 1}}} &= \text{{mean}} + e^{{\text{{log\_var}}/2}} \cdot \varepsilon \\"
        rf"&= {mean:.2f} + e^{{{log_var:.2f}/2}} \cdot ({epsilon:.2f}) \\"
        rf"&= {mean:.2f} + {np.exp(log_var / 2):.2f} \cdot ({epsilon:.2f}) = {z:.2f} \end{{aligned}}"
    )
