"""Attachments: files kept by their digest, with who sent them and to what they belong."""
