"""The supervisor's own duties."""
