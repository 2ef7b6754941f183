"""Predict, look, be told by the measurement: what a question of a lesson is, how it is asked, and what is hidden until then."""
