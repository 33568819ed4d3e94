"""The institution's own register: what the office holds of it, as of any day, and its projects."""
