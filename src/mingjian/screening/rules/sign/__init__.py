"""Signatures: who signed, and as what."""
