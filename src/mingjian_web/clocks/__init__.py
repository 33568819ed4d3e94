"""Open clocks: budgets kept, deadlines projected, what moved journalled."""
