"""Entry point of ``python -m report``."""

from cli.report import cli

if __name__ == "__main__":
    cli(prog_name="python -m report")
