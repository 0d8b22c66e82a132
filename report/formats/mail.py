"""E-mail draft (.eml) with the report attached, ready to be sent from a mail program."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from i18n.message import msg
from report.document.model import Report
from report.formats import Format
from report.wording import render


def draft(report: Report, content: bytes, written: Format) -> bytes:
    """The draft: the headline and the title of each section as text, the report attached.

    It names no sender and no receiver, and ``X-Unsent`` lets mail programs open it for editing.
    """
    language = report.request.language
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = f"{render.title(report)}, {render.period(report)}"
    # Mail programs open a message with this header for editing.
    mail["X-Unsent"] = "1"
    mail["Content-Language"] = language
    mail.set_content(_text(report, file_name(report, written)))
    main, sub = written.mime.split(";")[0].split("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=file_name(report, written))
    return mail.as_bytes()


def file_name(report: Report, written: Format) -> str:
    """What a file of the report is called: report-20260301-20260331.pdf."""
    span = f"{report.request.start:%Y%m%d}-{report.request.end:%Y%m%d}"
    return f"report-{span}{written.suffix}"


def _text(report: Report, file: str) -> str:
    language = report.request.language
    sections = [section for section in report.sections if not section.appendix]
    lines = [render.sentence(report.headline, language), ""]
    lines += [f"- {render.sentence(section.title, language)}" for section in sections]
    attached = msg(
        "The report is attached ({file}). {standing}", file=file, standing=render.standing(report)
    )
    return "\n".join([*lines, "", render.said(attached, language), ""])
