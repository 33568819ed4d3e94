"""Reports: their own order of things."""
