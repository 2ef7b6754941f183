"""Single numbers of a code moved by hand, as text in the link: "3:1.5 7:-2". No Streamlit here."""


def moved_numbers(words: str, d: int, reach: float) -> tuple[dict[int, float], list[str]]:
    """The moved numbers of a text like "3:1.5 7:-2", by row from 0, and the words that are none.

    There are `d` numbers, and each may be moved from -reach to reach.
    """
    found, wrong = {}, []
    for word in words.split():
        number, _, place = word.partition(":")
        try:
            row, value = int(number) - 1, float(place)
        except ValueError:
            row, value = -1, 0.0
        if 0 <= row < d and -reach <= value <= reach:
            found[row] = value
        else:
            wrong.append(word)
    return found, wrong


def moved_words(rows: dict[int, float]) -> str:
    """The same the other way round."""
    return " ".join(f"{row + 1}:{value:.2f}" for row, value in sorted(rows.items()))
