"""Files of everyday columns: neither read as an export nor called a damaged one, so a mapping is offered."""

import pytest

from tests.sources.exports import load_bytes, said

HEADERS = (
    "order_id,order_date,status,order_total,email",
    "Date,Order #,Status,Customer,Total",
    "Order Number,Order Date,Order Total,Status,Email",
    "Date,Visits,Unique visitors,Pageviews",
    "date,page,visitors,pageviews,visits",
    "date,source,visitors,visits",
    "Datum,Bezeichnung,Betrag",
    "id,Amount,Currency,Status,Created",
    "name,visitors,pageviews",
    "created_utc,currency,gross,net,fee",
    "Name,Email,Total,Created at,Currency",
    "session_id,event_type,created_at,url",
    "Day,Visitors,Sessions",
    "Fecha,Etiqueta,Visitas",
    "publisher,impressions,clicks,commission",
    "date,campaignName,adGroupName,costMicros,impressions,clicks",
    "Campaign,Spend,Impressions,Clicks,Date",
    "Day,Ad set name,Spend,Reach",
)


@pytest.mark.parametrize("header", HEADERS)
def test_everyday_columns_prove_nothing(header):
    cells = ["3"] * header.count(",")
    rows = "\n".join(",".join((f"2026-03-0{day}", *cells)) for day in (1, 2, 3))
    loaded = load_bytes("file.csv", f"{header}\n{rows}\n".encode())
    assert (loaded.source or "mapping").startswith("mapping")
    assert not [what for what in said(loaded) if "looks like" in what]
