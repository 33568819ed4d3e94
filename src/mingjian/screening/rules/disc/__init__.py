"""Disclosure of reports."""
