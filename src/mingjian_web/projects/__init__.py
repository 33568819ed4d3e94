"""Projects and reports as handed in."""
