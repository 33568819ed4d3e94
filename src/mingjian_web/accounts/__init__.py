"""Offices, accounts, roles and permissions, stand-ins, and the trail of every act (审计)."""
