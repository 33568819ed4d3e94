"""The supervision data package: one folder, one file a table, one way in and one way out."""
