"""The institution desk."""
