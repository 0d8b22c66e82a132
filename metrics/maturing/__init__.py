"""Figures that mature: outcomes of leads that come weeks after the leads."""
