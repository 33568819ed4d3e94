"""Screenings: what was asked, what came of it, and what was not run and why."""
