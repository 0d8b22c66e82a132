"""``python -m report``."""

from report.cli import cli

if __name__ == "__main__":
    cli(prog_name="python -m report")
