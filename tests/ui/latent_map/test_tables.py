"""The table under the maps says what the facts are."""

import numpy as np

from autoencoders.codes import Codes
from autoencoders.densities import Mixture
from autoencoders.scores.ring_facts import facts
from ui.latent_map.tables import facts_table

SOME = Mixture(np.ones(1), np.zeros((1, 2)), np.eye(2)[None])


def test_the_table_says_what_the_facts_are():
    mean = np.array([[0.0, 0.0], [10.0, 0.0]], dtype=np.float32)
    found = facts(Codes(mean, np.array([3, 7], dtype=np.uint8), None, SOME, SOME, "weights"))
    html = facts_table({"<AE>": found}, {"<AE>": "#123456"})
    for words in ("&lt;AE&gt;", "5.00 and 0.00", ">3</td>", "50%", "#123456", "86%"):
        assert words in html
