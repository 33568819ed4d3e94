"""Taking in (收录): how rows of the registers come, are corrected and go back, and news that travels upward."""
