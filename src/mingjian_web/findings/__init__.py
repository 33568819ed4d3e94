"""The finding, its inbox, the right of reply, and how it ends."""
