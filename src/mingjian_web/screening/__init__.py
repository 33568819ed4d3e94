"""Runs of the rules over what the office holds."""
