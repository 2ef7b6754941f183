"""The table of the weights is made from their cards."""

from autoencoders import weights


def test_the_table_in_the_folder_is_made_from_the_cards():
    from autoencoders.commands.weights_table import weights_table

    assert (weights.WEIGHTS / "README.md").read_text(encoding="utf-8") == weights_table(weights.WEIGHTS)
