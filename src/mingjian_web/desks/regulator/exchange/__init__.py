"""Imports, exports, corrections by hand, and the versions of a row."""
