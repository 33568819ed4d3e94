"""Filing and notice of service."""
