"""The formulas of a VAE in LaTeX, for every page that shows one. No Streamlit here."""

KL_FORMULA = r"\mathrm{KL} = \tfrac12 \sum_{i=1}^{d} \big(e^{\log\sigma_i^2} - \log\sigma_i^2 + \mu_i^2 - 1\big)"
REPORT_FORMULA = (
    r"\begin{aligned} \mathrm{KL}_\text{report} &= \sum_{i=1}^{d} \big(e^{\log\sigma_i^2} - \log\sigma_i^2 + \mu_i^2 - 1\big) \\"
    r"&= 2\,\mathrm{KL} \end{aligned}"
)
BERNOULLI_FORMULA = (
    r"\begin{aligned} &\text{reconstruction} \\ "
    r"&\quad= -\sum_{j=1}^{784} x_j \log y_j + (1 - x_j)\log(1 - y_j) \end{aligned}"
)
NORMALISER_FORMULA = (
    r"\begin{gathered} \int_0^1 y^x (1 - y)^{1 - x}\, dx = \frac{1}{C(y)} \\"
    r"C(y) = \frac{2 \operatorname{artanh}(1 - 2y)}{1 - 2y}, \quad C(\tfrac12) = 2 \end{gathered}"
)
LOSS_FORMULA = (
    r"\begin{aligned} -\mathrm{ELBO} &= \text{reconstruction} + \mathrm{KL} \\ "
    r"\text{loss} &= \text{reconstruction} + \beta\cdot\mathrm{KL} \end{aligned}"
)
