"""Accounts, roles, offices and the trail: the pages of the three administrators."""
