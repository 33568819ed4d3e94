"""Institutions, people, projects and reports, as of any day."""
