"""The lab as one HTML file: no server, no network, nothing beside it. `python -m ui.alone --out FILE` builds it."""
