"""A property on this machine: one truth, served by REST and by gRPC to the real client."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent import futures
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import grpc
from google.analytics import data_v1beta as ga

STATUS = {400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED",
          404: "NOT_FOUND", 429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE"}  # fmt: skip
DIMENSIONS = (
    "date", "sessionDefaultChannelGroup", "sessionSource", "sessionMedium", "sessionCampaignName",
    "sessionManualAdContent", "sessionManualTerm", "landingPage", "eventName",
)  # fmt: skip
METRICS = (
    "sessions", "engagedSessions", "totalUsers", "newUsers", "screenPageViews", "eventCount",
    "keyEvents", "sessionKeyEventRate", "totalRevenue", "userEngagementDuration",
)  # fmt: skip
Row = dict[str, str]
SERVICE = "google.analytics.data.v1beta.BetaAnalyticsData"


class RefusedError(Exception):
    """An answer that is an error."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(text)
        self.code = code


def row(
    channel: str, source: str, medium: str, campaign: str, sessions: int, leads: int = 0
) -> Row:
    """What one day has of one campaign; a lead for every ``leads``."""
    return {
        "sessionDefaultChannelGroup": channel,
        "sessionSource": source,
        "sessionMedium": medium,
        "sessionCampaignName": campaign,
        "sessionManualAdContent": "(not set)",
        "sessionManualTerm": "(not set)",
        "landingPage": "/",
        "sessions": str(sessions),
        "leads": str(leads),
    }


USUAL = (
    row("Organic Social", "instagram", "social", "spring", 12, leads=2),
    row("Paid Search", "google", "cpc", "brand", 8, leads=1),
    row("Direct", "(direct)", "(none)", "(direct)", 30),
)


@dataclass
class World:
    """What the property holds and how it behaves; tests change both."""

    day: Callable[[date], tuple[Row, ...]] = lambda _day: USUAL
    zone: str = "Europe/Paris"
    currency: str = "EUR"
    unknown: frozenset[str] = frozenset()
    metadata: bool = True
    tokens: int = 200_000
    cost: int = 5
    errors: list[RefusedError | None] = field(default_factory=list)
    asked: list[ga.RunReportRequest] = field(default_factory=list)
    touch_up: Callable[[ga.RunReportRequest, ga.RunReportResponse], None] = lambda _q, _a: None
    refuse: Callable[[ga.RunReportRequest], RefusedError | None] = lambda _q: None

    def report(self, request: ga.RunReportRequest) -> ga.RunReportResponse:
        self.asked.append(request)
        if self.errors and (error := self.errors.pop(0)) is not None:
            raise error
        if (refused := self.refuse(request)) is not None:
            raise refused
        for kind, fields in (("dimension", request.dimensions), ("metric", request.metrics)):
            for one in fields:
                if one.name in self.unknown:
                    raise RefusedError(400, f"Field {one.name} is not a valid {kind}.")
        rows = self._rows(request)
        start, limit = request.offset, request.limit or 10_000
        answer = ga.RunReportResponse(
            row_count=len(rows), metadata=self._metadata(), property_quota=self._quota(request)
        )
        pb = ga.RunReportResponse.pb(answer)
        wide = len(request.dimensions)
        for cells in rows[start : start + limit]:
            made = pb.rows.add()
            for n, cell in enumerate(cells):
                (made.dimension_values if n < wide else made.metric_values).add().value = cell
        self.touch_up(request, answer)
        return answer

    def fields(self) -> ga.Metadata:
        if not self.metadata:
            raise RefusedError(404, "Method not found.")
        known = (*METRICS, "keyEvents:generate_lead", "keyEvents:purchase")
        return ga.Metadata(
            metrics=[ga.MetricMetadata(api_name=n) for n in known if n not in self.unknown],
            dimensions=[ga.DimensionMetadata(api_name=n) for n in DIMENSIONS],
        )

    def _metadata(self) -> ga.ResponseMetaData:
        return ga.ResponseMetaData(time_zone=self.zone, currency_code=self.currency)

    def _quota(self, request: ga.RunReportRequest) -> ga.PropertyQuota | None:
        if not request.return_property_quota:
            return None
        self.tokens -= self.cost
        left = ga.QuotaStatus(consumed=self.cost, remaining=self.tokens)
        return ga.PropertyQuota(tokens_per_day=left, tokens_per_hour=left)

    def _rows(self, request: ga.RunReportRequest) -> list[tuple[str, ...]]:
        names = [d.name for d in request.dimensions]
        metrics = [m.name for m in request.metrics]
        span = request.date_ranges[0]
        if span.start_date == "yesterday":
            return []
        first, last = (date.fromisoformat(t) for t in (span.start_date, span.end_date))
        added: dict[tuple[str, ...], list[float]] = {}
        for n in range((last - first).days + 1):
            day = first + timedelta(days=n)
            for told in self.day(day):
                for event in ("generate_lead",) if "eventName" in names else ("",):
                    cells = {**told, "date": f"{day:%Y%m%d}", "eventName": event}
                    key = tuple(cells[name] for name in names)
                    figures = added.setdefault(key, [0.0] * len(metrics))
                    for i, metric in enumerate(metrics):
                        figures[i] += _figure(metric, told)
        rows = sorted(added.items())
        if request.metric_filter.filter.field_name:
            at = metrics.index(request.metric_filter.filter.field_name)
            rows = [(key, figures) for key, figures in rows if figures[at] > 0]
        return [(*key, *(f"{f:g}" for f in figures)) for key, figures in rows]


def _figure(metric: str, told: Row) -> float:
    sessions, leads = int(told["sessions"]), int(told["leads"])
    return {
        "sessions": sessions,
        "engagedSessions": sessions // 2,
        "totalUsers": sessions,
        "newUsers": sessions // 3,
        "screenPageViews": sessions * 2,
        "eventCount": sessions * 5,
        "keyEvents": leads,
        "conversions": leads,
        "sessionKeyEventRate": leads / sessions if sessions else 0,
        "totalRevenue": leads * 10.0,
        "userEngagementDuration": sessions * 30,
    }[metric]


@contextmanager
def rest(world: World) -> Iterator[str]:
    """The property behind plain HTTP; gives the URL."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_args: object) -> None: ...

        def do_GET(self) -> None:
            self._answer(lambda: ga.Metadata.to_json(world.fields()))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            request = ga.RunReportRequest.from_json(body)
            self._answer(lambda: ga.RunReportResponse.to_json(world.report(request)))

        def _answer(self, work: Callable[[], str]) -> None:
            try:
                code, text = 200, work()
            except RefusedError as error:
                code = error.code
                told = {"code": code, "message": str(error), "status": STATUS[code]}
                text = json.dumps({"error": told})
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(text.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def over_grpc(world: World) -> Iterator[str]:
    """The property behind an unencrypted gRPC channel; gives the URL."""

    def guarded(
        work: Callable[[object], object],
    ) -> Callable[[object, grpc.ServicerContext], object]:
        def answer(request: object, context: grpc.ServicerContext) -> object:
            try:
                return work(request)
            except RefusedError as error:
                return context.abort(getattr(grpc.StatusCode, STATUS[error.code]), str(error))

        return answer

    methods = {
        "RunReport": grpc.unary_unary_rpc_method_handler(
            guarded(lambda request: world.report(request)),  # noqa: PLW0108  # tests replace it
            ga.RunReportRequest.deserialize,
            ga.RunReportResponse.serialize,
        ),
        "GetMetadata": grpc.unary_unary_rpc_method_handler(
            guarded(lambda _request: world.fields()),
            ga.GetMetadataRequest.deserialize,
            ga.Metadata.serialize,
        ),
    }
    server = grpc.server(futures.ThreadPoolExecutor(4))
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(SERVICE, methods),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    try:
        yield f"grpc://127.0.0.1:{port}"
    finally:
        server.stop(0).wait()
