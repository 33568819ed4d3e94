"""People: where they work and who insures them."""
