"""All that runs in the visitor's browser: decoders in plain JavaScript, maps under a pointer, sliders for a code."""
