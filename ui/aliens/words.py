"""What the drawer of aliens says. No Streamlit here."""

LABEL = "A picture that is no digit"
HELP = (
    "Letters, doodles, dots and lines are drawn by this lab; the next seven are made of the test pictures looked at; "
    "clothes are from Fashion-MNIST, where this machine has it. A 0 upside down is a 0 still."
)


def named(title: str, shape: str, number: int) -> str:
    """An alien in words, such as “no digit: letter A, no. 12”."""
    what = f"{title.lower()} {shape}".strip() if len(shape) == 1 else shape or title.lower()
    return f"no digit: {what}, no. {number}"
