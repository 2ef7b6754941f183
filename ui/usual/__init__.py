"""How usual a picture is: its places among the test digits by every measure, as strips, with what follows in sentences."""
