"""The append-only log of official acts (存证日志): anyone can verify it offline; nothing changes quietly.

| module | question it answers |
|---|---|
| `merkle` | what is the root; does this proof lead to it (RFC 9162 §2.1) |
| `canonical` | how is a value written as bytes |
| `commitments` | how do personal data stand in it and stay erasable |
| `entries`, `log` | what is an entry, a line, the file; how does it grow |
| `walk`, `verify` | is a file what it says; does it agree with what was kept |
| `proofs` | receipts and consistency proofs as files |

Imports go down: verify > proofs > log > walk > entries > reading, commitments > canonical, merkle.
"""
