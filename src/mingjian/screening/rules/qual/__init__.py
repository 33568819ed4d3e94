"""Qualification of institutions: certificate, scope, grade, staff."""
