"""The open ledger: every official act, its proof, and the whole log to check at home."""
