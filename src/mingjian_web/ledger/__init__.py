"""The open ledger (公开账本) of a running office: entries and the head in the database, proofs from both."""
