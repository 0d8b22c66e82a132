"""Made-up exports in the shape of real ones, and a short way to load them."""

from datetime import date
from pathlib import Path

from data.sources.registry import load

FIXTURES = Path(__file__).parents[1] / "fixtures" / "exports"
TODAY = date(2026, 11, 23)


def content(name):
    return (FIXTURES / name).read_bytes()


def load_fixture(name, **answers: str):
    """The only part of a fixture, as it was loaded."""
    return load_bytes(name, content(name), **answers)


def load_bytes(name, data, **answers: str):
    (part,) = load(name, data, answers, today=TODAY)
    return part.loaded


def said(loaded):
    """What the issues say, in English."""
    return [str(issue.what) for issue in loaded.issues]
