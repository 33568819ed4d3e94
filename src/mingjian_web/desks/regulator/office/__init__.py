"""Office life: who is here, who is away and who stands in, and work handed over."""
