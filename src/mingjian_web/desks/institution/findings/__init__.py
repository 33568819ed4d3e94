"""What the institution was asked: its clock, its answer, what came of it."""
