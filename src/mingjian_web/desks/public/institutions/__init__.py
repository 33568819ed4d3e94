"""Institutions for everybody: certificate, scopes, validity, history with the act behind each line."""
