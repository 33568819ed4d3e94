"""Qualification lent out."""
