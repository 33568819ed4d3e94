"""Screening: rules that find what is wrong in a supervision data package, and argue it.

A rule is a file in `rules/<family>/` with its cases beside it; presence is registration.
"""
