"""Mingjian 明鉴: the domain ring. No web framework, no clock, no hidden I/O."""

__version__ = "0.1.0"
