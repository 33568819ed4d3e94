"""All chapters into a data package and back: import, export, undo."""
