"""Short ways to write facts down."""

from datetime import date, timedelta

import polars as pl

from data.facts.facts import Facts
from metrics.engine import query_metrics
from metrics.question.query import Query

DAY = date(2026, 3, 2)  # a Monday


def day(number):
    """The day so many days after the Monday all cases start on."""
    return DAY + timedelta(days=number)


def web(number, report="channel_group", last=None, **values: object):
    """A row of web sessions: of one day, or of a period when ``last`` is given."""
    return {
        "property": "site",
        "report": report,
        "date": day(number) if last is None else None,
        "period_from": day(number),
        "period_to": day(number if last is None else last),
        **values,
    }


def ad(number, last=None, **values: object):
    """A row of ad costs of one day, or of a period."""
    row = {"platform": "google_ads", "campaign": "brand", "campaign_type": "Search"}
    span = {"period_from": day(number), "period_to": day(number if last is None else last)}
    return {**row, "date": day(number) if last is None else None, **span, **values}


def search(number, report="date", last=None, **values: object):
    """A row of search results: of one day, or of a period when ``last`` is given."""
    row = web(number, report, last, site="site", search_type="web", **values)
    return {name: value for name, value in row.items() if name != "property"}


def sending(number, send_id="1", **values: object):
    """A sending of e-mails on a day."""
    return {"send_id": send_id, "medium": "email", "sent_on": day(number), **values}


def expense(first, last, kind, amount, **values: object):
    """A cost of the days from first to last."""
    span = {"period_from": day(first), "period_to": day(last)}
    return {**span, "kind": kind, "amount": amount, "currency": "EUR", **values}


def post(number, post_id="1", network="facebook", **values: object):
    """A post published on a day."""
    row = {"network": network, "account": network, "post_id": post_id, "use": "unknown"}
    return {**row, "published_on": day(number), **values}


def account(number, network="facebook", **values: object):
    """An account's day."""
    return {"network": network, "account": network, "date": day(number), "use": "unknown", **values}


def conversion(n, event, **more: object):
    """A conversion on day ``n``."""
    return {"event_name": event, "converted_on": day(n), **more}


def lead(number, lead_id="1", **values: object):
    """A lead created on a day."""
    return {"lead_id": lead_id, "created_on": day(number), **values}


def facts(**tables: list):
    """Facts from rows written as dicts."""
    frames = {}
    for name, rows in tables.items():
        columns = list(dict.fromkeys(key for row in rows for key in row))
        data = {column: [row.get(column) for row in rows] for column in columns}
        frames[name] = pl.DataFrame(data, strict=False)
    return Facts.of(frames)


def ask(known, metric, first=0, last=6, **query: tuple):
    """The rows of an answer about one metric, as dicts."""
    return query_metrics(known, [metric], Query(day(first), day(last), **query)).to_dicts()


def value(known, metric, first=0, last=6, **query: tuple):
    """The one value of a metric, and why it is null."""
    (row,) = ask(known, metric, first, last, **query)
    return row["value"], row["why_null"]
