"""E-mail draft (.eml) with the report attached, ready to be sent from a mail program."""

from __future__ import annotations

from email.message import EmailMessage, Message
from email.policy import SMTP
from hashlib import sha256

from report.document.model import Report
from report.formats import Format
from report.formats.file_names import file_name
from report.formats.mail.body import as_html, as_text, mail_body
from report.formats.mail.subject import subject


def draft(report: Report, content: bytes, written: Format) -> bytes:
    """The draft: verdict, decision and next steps as text and as HTML, the report attached.

    It names no sender and no receiver, for owners of steps are names without addresses.
    ``X-Unsent`` lets mail programs open it for editing. The same report makes the same bytes.
    """
    file = file_name(report, written.suffix)
    body = mail_body(report, file)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = subject(report)
    # Mail programs open a message with this header for editing.
    mail["X-Unsent"] = "1"
    mail.set_content(as_text(body), cte="quoted-printable")
    mail.add_alternative(as_html(body), subtype="html", cte="quoted-printable")
    main, sub = written.mime.split(";")[0].split("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=file)
    # Last, or the first part would take it along.
    mail["Content-Language"] = report.request.language
    _separate(mail, sha256(content).hexdigest())
    return mail.as_bytes()


def _separate(mail: Message, seed: str) -> None:
    """Sets the lines between the parts, which would otherwise be random."""
    for place, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{place}_{seed[:32]}")
