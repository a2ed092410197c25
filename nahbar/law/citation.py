"""Citations of norms: parsed once, at import, so that no rule can exist without one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATTERN = re.compile(
    r"(?P<gesetz>[A-ZÄÖÜ][A-Za-zÄÖÜäöüß-]*(?: [IVX]+)?) § (?P<paragraph>\d+[a-z]?)"
    r"(?: Abs\. (?P<absatz>\d+[a-z]?))?(?: S\. (?P<satz>\d+))?(?: Nr\. (?P<nummer>\d+[a-z]?(?:–\d+)?))?"
    r"(?: Buchst\. (?P<buchstabe>[a-z]))?"
)


class MalformedCitation(TypeError):
    """A rule was written without a citation, or with one that cannot be read."""


@dataclass(frozen=True)
class Citation:
    """A place in the law, e.g. `SGB II § 21 Abs. 3 Nr. 1`; the parts are strings because of `7a` and `1a`."""

    gesetz: str
    paragraph: str
    absatz: str | None = None
    satz: str | None = None
    nummer: str | None = None
    buchstabe: str | None = None

    @classmethod
    def parse(cls, text: object) -> Citation:
        """Read a citation; raises MalformedCitation with the form that is expected."""
        match = _PATTERN.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise MalformedCitation(f"not a citation like 'SGB II § 21 Abs. 3 S. 1 Nr. 1': {text!r}")
        return cls(**match.groupdict())

    def __str__(self) -> str:
        parts = [f"{self.gesetz} § {self.paragraph}"]
        for word, value in (
            ("Abs.", self.absatz),
            ("S.", self.satz),
            ("Nr.", self.nummer),
            ("Buchst.", self.buchstabe),
        ):
            if value is not None:
                parts.append(f"{word} {value}")
        return " ".join(parts)
