"""Findings: the inbox, a finding as an argument, and every act on it under its own address."""
