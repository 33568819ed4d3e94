"""The desk opens here: work to be done, ordered by the clock."""
