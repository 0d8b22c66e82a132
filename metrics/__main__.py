"""Entry point of ``python -m metrics``."""

from cli.metrics import main

main(prog_name="python -m metrics")
