"""Yandex: a search engine with advertising, known by the clicks that it marks."""

from __future__ import annotations

from data.base.network import ClickId, Network

NETWORK = Network(
    id="yandex",
    name="Yandex",
    # Yahoo! Japan writes ids of its own under the same name; they begin with letters.
    click_ids=(ClickId("yclid", "yandex", "referral", headers=("yclid",), values=r"\d+"),),
)
