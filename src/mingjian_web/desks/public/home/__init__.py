"""The front page and the one search box."""
