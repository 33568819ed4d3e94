"""Site visits: who was there, and could have been."""
