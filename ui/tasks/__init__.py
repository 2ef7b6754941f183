"""Questions that are judged by a measurement on the visitor's own digit: what one is, and how it is answered."""
