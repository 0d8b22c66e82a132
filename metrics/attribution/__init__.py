"""Who earned the conversions: models of one file each over the same journeys.

Touches and conversions become journeys (``journey``), which compress to statistics that add up
over days (``statistics``); models read credits from those statistics alone (``model``).
"""
