"""Multi-touch attribution: models, one file each, over the same conversion paths.

Touchpoints and conversions become journeys (``journey``), reduced to statistics that add up
over days (``statistics``); models read credits from those statistics alone (``model``).
"""
