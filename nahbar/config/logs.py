"""Logs without social data: method, pattern of the address, status; the text of an exception stays out."""

from __future__ import annotations

import logging
import re

CODES = re.compile(r"\b[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}\b")
QUERY = re.compile(r"\?\S*")


class NoSocialData(logging.Filter):
    """Strips queries and codes from messages and reduces exceptions to their type and place."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        record.msg = CODES.sub("****-****", QUERY.sub("", message))
        record.args = ()
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
            record.msg = f"{record.msg} [{kind.__name__} at {place}]"
            record.exc_info = None
            record.exc_text = None
        return True
