"""``python -m data``."""

from cli.data import cli

if __name__ == "__main__":
    cli(prog_name="python -m data")
