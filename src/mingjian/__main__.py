"""`python -m mingjian`."""

from mingjian.cli import main

main()
