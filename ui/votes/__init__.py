"""A class's guesses as bars, to who holds the room."""
