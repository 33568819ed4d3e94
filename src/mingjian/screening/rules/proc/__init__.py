"""Process control: reviews and raw test records."""
