"""The regulator desk."""
