"""A fictitious company's exports, in the networks' own shapes, with a known truth behind them."""

from data.demo.files import DemoFile
from data.demo.generate import Demo, generate

__all__ = ["Demo", "DemoFile", "generate"]
