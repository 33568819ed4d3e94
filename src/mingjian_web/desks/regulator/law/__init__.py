"""The regulator's pages of law, calendar and clocks."""
