"""The demonstration province 岚川省: invented rows, and what is needed to load them."""
