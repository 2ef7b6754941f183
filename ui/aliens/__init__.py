"""The drawer of pictures that are no digits, one of the places where a digit comes from: what it offers, and what it says."""
