"""A photograph as a phone takes it: lying on its side, with the camera's own note of which way is up."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw

ORIENTATION, TURNED_RIGHT = 0x0112, 6


def photograph(folder: Path, name: str = "IMG_20261123_0915.jpg") -> Path:
    """A sheet of paper on a desk."""
    picture = Image.new("RGB", (1600, 1200), "#7d6b58")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((300, 200, 1300, 1000), fill="#f4f1ea", outline="#333333", width=6)
    for line in range(280, 940, 60):
        draw.line((380, line, 1220, line), fill="#8a8a8a", width=5)
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    path = folder / name
    picture.save(path, "JPEG", exif=exif, quality=85)
    return path
