"""What every desk has: the look, access, sign-in, errors."""
