"""What a visitor gives: a digit from any of its sources, and the damage that befalls it."""
