"""Many visitors on one server: whose turn it is, what is done beside the pages, what one shows to others."""
