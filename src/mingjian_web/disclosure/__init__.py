"""What institutions disclosed (公开)."""
