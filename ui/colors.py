"""Every colour that means something, for Python and, sent along as data, for the browser.

The theme's own are in .streamlit/config.toml. Blue is an autoencoder and vermilion a VAE everywhere (two colours that
colour-blind people tell apart); lines differ by dash and marker as well, and classes by their numerals.
"""

import autoencoders as ae

BLUE, VERMILION = "#0072B2", "#D55E00"
"""An AE and a VAE (Okabe & Ito 2008)."""

FAMILIES = {"mlp": BLUE, "conv": "#009E73", "twin": "#56B4E9", "vae": VERMILION, "pca": "#bb1188"}
"""The families of networks, four from the same palette; PCA's is the one that a search found furthest from these and from `GREY`,
for all eyes, with a contrast of 3 to both grounds (the palette's own purple is as grey to green-blind eyes)."""

GREY = "#888888"
"""What is there to compare with: axes, floors, earlier runs, the pixels themselves. Readable on light and dark."""

CLASSES = [
    "#1a4cff",  # 0, blue
    "#9a80ff",  # 1, lilac
    "#f8589f",  # 2, pink
    "#09a5a2",  # 3, teal
    "#9a3d9f",  # 4, purple
    "#c01b54",  # 5, crimson
    "#6c6600",  # 6, olive
    "#3f6d5d",  # 7, pine
    "#b48d05",  # 8, ochre
    "#7b9d6e",  # 9, sage
]
"""The ten classes on every map, found by a search for the largest distance of any two, for normal, red-, green- and blue-blind
eyes alike, with a contrast of 3 to white and to the dark theme's ground. Digits that are often mistaken for each other (3, 5
and 8; 4, 7 and 9) have colours that are still further apart. `tests/ui/test_colors.py` holds them to it."""

SIZES = ["#4f7fe0", "#7a6fd8", "#a862c0", "#c75a96", "#cf6257", "#b87a2e", "#8a8f1f"]
"""Sizes of a code, from small to large: equally light, so that they read on light and dark; markers differ as well."""

BANDS = ["#00204d", "#31446b", "#666970", "#958f78", "#cbba69", "#ffea46"]
"""Distance to the nearest code, from near to far: cividis, dark to light, which also reads in grey."""

FURTHEST = "#E69F00"
"""The frame around the picture of a blend that is furthest from any digit."""

MISSING, RIGHT, SPARE = (33, 102, 172), (247, 247, 247), (178, 24, 43)
"""Error maps, as RGB from 0 to 255: ink that is missing, no error, ink that should not be there."""

COSTS = [(0.0, "#FFFFFF"), (0.35, "#F3B07C"), (0.7, VERMILION), (1.0, "#5C2500")]
"""What a pixel costs, from nothing (0) to the most (1)."""

INK = "#ffffff"
"""Of the pen on the canvas, whose paper is black: as MNIST has it."""

SMALL_PRINT = "#555555"
"""The second line of a row on a contact sheet."""


PAPER = {
    "light": {
        "TEXT": "#31333f",
        "GROUND": "#ffffff",
        "PRIMARY": "#0072b2",
        "BORDER": "#c8c9d0",
        "SOFT": "#f0f2f6",
        "WRONG": "#d0312d",
    },
    "dark": {"TEXT": "#fafafa", "GROUND": "#0e1117", "PRIMARY": "#56b4e9", "BORDER": "#4b4e58", "SOFT": "#262730"},
}
"""The two themes of the one-file page, near to those that the app has from Streamlit; red is the same in both."""


def color_of(row: ae.Variant) -> str:
    """The colour of a variant's family."""
    return FAMILIES[row.family]
