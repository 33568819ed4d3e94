"""Disclosed reports for everybody: the version that stands, the fields it publishes, and no others."""
