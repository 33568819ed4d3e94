"""The public pages of law: limits in force with how sure they are, the calendar held, how days are counted."""
