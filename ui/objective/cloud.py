"""The part “Point or cloud”: sixteen draws from the cloud of one digit, and how mean, spread and chance make a code."""

import numpy as np
import streamlit as st

from autoencoders.losses import reparametrize

from ..strips import strips
from .figures import cloud_figure
from .formulas import draw_formula
from .tables import cloud_table
from .throw import throw
from .words import MEAN_AND_CHANCE


def cloud(beta: str) -> None:
    """Show the part, with the dial at this place."""
    one = throw(beta)
    if one is None:
        return
    found = one.bill
    with one.beside:
        draws = one.model.decode(reparametrize(found.mean, found.log_var, one.epsilons))
        st.html(strips([("sixteen throws of ε, decoded", draws, "Sixteen draws from its cloud, decoded")]))
        st.markdown(MEAN_AND_CHANCE)
        st.latex(draw_formula(found))
        spreads = np.exp(found.log_var / 2)
        st.plotly_chart(
            cloud_figure(found),
            key="cloud",
            alt=f"The {one.model.latent_dim} numbers of the code: mean, two spreads to either side, z, and the band of N(0, 1). "
            f"The spreads go from {spreads.min():.2g} to {spreads.max():.2g}.",
        )
        with st.expander("The same in numbers"):
            st.html(cloud_table(found))
