"""Ring two: the Django house over the domain. One application a chapter; the pages are in `desks`."""
