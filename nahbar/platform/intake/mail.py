"""E-mails saved as files (.eml): what is attached to them comes out, each attachment a file of its own."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage

_HEAD = re.compile(
    rb"(?i)[\s\xef\xbb\xbf]*(from|to|date|received|return-path|delivered-to|mime-version|message-id|subject|x-[\w-]+):"
)
_LOGO = 40_000
"""Pictures in the text below this many bytes are logos and signatures, not papers."""
MOST_ATTACHMENTS = 50


@dataclass(frozen=True)
class Attachment:
    """One file out of an e-mail, to be judged like any other."""

    filename: str
    data: bytes


def attachments(data: bytes) -> list[Attachment]:
    """The files in an e-mail in their order; empty for what is no e-mail, or has none or more than `MOST_ATTACHMENTS`.

    Never raises because of what the file contains. An e-mail in an e-mail is not opened.
    """
    if not _HEAD.match(data[:400]):
        return []
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        if not (message["From"] or message["MIME-Version"]):
            return []
        files = _files(message)
        return files if len(files) <= MOST_ATTACHMENTS else []
    except Exception:
        return []  # hostile headers raise whatever they like


def _files(message: EmailMessage) -> list[Attachment]:
    found: list[Attachment] = []
    for part in message.walk():
        if part.is_multipart() or part.get_content_maintype() == "message":
            continue
        name, content = part.get_filename(), part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        attached = part.get_content_disposition() == "attachment" or part.get_content_type() == "application/pdf"
        picture = part.get_content_maintype() == "image" and len(content) >= _LOGO
        if attached or picture:
            found.append(Attachment(name or f"Anhang {len(found) + 1}", content))
    return found
