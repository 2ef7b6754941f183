"""A lesson as it is given: questions asked and measured, parts shown or not, links that say so."""
