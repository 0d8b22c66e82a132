"""Channel rules as a JSON file, to share between teams."""

from __future__ import annotations

import json

from data.base.json_values import from_json
from data.values.channel_rule import ChannelRule
from data.values.condition import TaggingError


def parse_rules(written: str) -> list[ChannelRule]:
    """The rules of a file that ``export`` wrote. Raises TaggingError for anything else."""
    try:
        value = json.loads(written)
    except ValueError as error:
        raise TaggingError("This is no JSON.") from error
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise TaggingError("This is no list of channel rules.")
    return [from_json(ChannelRule, entry) for entry in value]
