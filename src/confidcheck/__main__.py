"""`python -m confidcheck`."""

from confidcheck.cli import main

main()
