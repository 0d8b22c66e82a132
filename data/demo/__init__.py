"""Demo data: synthetic exports of a fictitious company, in the networks' own formats."""

from data.demo.files import DemoFile
from data.demo.generate import Demo, generate

__all__ = ["Demo", "DemoFile", "generate"]
