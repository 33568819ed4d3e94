"""Law and calendar as the office enters and confirms them."""
