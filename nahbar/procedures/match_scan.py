"""Find the file of a scanned letter: by its code, by number and name, else as a proposal (F04, F12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from nahbar.domain.applications.briefcodes import briefcode_of
from nahbar.domain.applications.models import Antrag, Zugang
from nahbar.domain.casefile.models import Akte
from nahbar.domain.mailroom.incoming import Scandokument, Scanseite
from nahbar.domain.mailroom.scan_queries import pages_of
from nahbar.domain.people.models import Person
from nahbar.domain.people.names import search_key
from nahbar.domain.people.queries import parse_birthday
from nahbar.platform.ids import normal_code
from nahbar.platform.reading import digit_groups

_COVER = re.compile(r"^AZ:(\d{4}-\d{6})$")
"""What a cover sheet carries."""
_DAY = re.compile(r"(?<!\d)(\d{1,2}\.\s?\d{1,2}\.\s?\d{4})(?!\d)")
_MOST = 20
"""Numbers and days of one letter that are looked up."""


@dataclass(frozen=True)
class Match:
    """Where a letter seems to belong; `weg` says how it was found, and is empty for a proposal.

    `sicherheit` in per cent; `hinweis` is what a person reads; `antrag` if the code named one.
    """

    akte: Akte | None
    weg: str
    sicherheit: int
    hinweis: str
    antrag: Antrag | None = None


def find_match(scan: Scandokument) -> Match:
    """Certain only by a code of ours, or by the number of a file together with the name on the same letter."""
    pages = pages_of(scan)
    text = "\n".join(page.text for page in pages)
    if unreadable(pages):
        return Match(None, "", 0, "Mindestens ein Bild lässt sich nicht öffnen. Bitte das Original ansehen.")
    for found in (_by_code(scan, pages), _by_number(scan, text), _by_name(text)):
        if found is not None:
            return found
    if not text.strip():
        return Match(None, "", 0, "Auf dem Schriftstück war nichts zu lesen.")
    return Match(None, "", 0, "Kein Code, kein Aktenzeichen und kein bekannter Name mit Geburtsdatum gefunden.")


def unreadable(pages: Sequence[Scanseite]) -> bool:
    """True if a page has been tried and could not be opened."""
    return any(page.gelesen_at is not None and page.bild_id is None for page in pages)


def _by_code(scan: Scandokument, pages: Sequence[Scanseite]) -> Match | None:
    texts = [*([scan.code] if scan.code else []), *(code for page in pages for code in page.codes)]
    antraege = {antrag.id: antrag for antrag in _antraege_of_codes(texts)}
    covers = {match[1] for text in texts if (match := _COVER.match(text.strip()))}
    akten = {akte.id: akte for akte in Akte.objects.filter(aktenzeichen__in=covers)}
    akten |= {antrag.akte.id: antrag.akte for antrag in antraege.values() if antrag.akte is not None}
    early = [antrag for antrag in antraege.values() if antrag.akte is None]
    if len(akten) + len(early) > 1:
        return _several([*(akte.aktenzeichen for akte in akten.values()), *(antrag.nummer for antrag in early)])
    if early:
        hint = f"Der Code gehört zum Antrag {early[0].nummer}. Er ist noch nicht abgeschickt und hat keine Akte."
        return Match(None, "", 0, hint)
    if not akten:
        return None
    akte = next(iter(akten.values()))
    antrag = next(iter(antraege.values()), None)
    return Match(akte, Scandokument.Weg.CODE, 100, "Code auf dem Schriftstück", antrag)


def _antraege_of_codes(texts: Sequence[str]) -> Iterator[Antrag]:
    for text in texts:
        parts = urlsplit(text)
        wanted = parse_qs(parts.query).get("code", [parts.fragment or text])[0]
        code = normal_code(wanted)
        zugang = Zugang.objects.select_related("antrag__akte__person").filter(code=code).first() if code else None
        letter = briefcode_of(code) if code and zugang is None else None
        found = zugang or letter
        if found is not None:
            yield found.antrag


def _by_number(scan: Scandokument, text: str) -> Match | None:
    numbers = {scan.aktenzeichen: True} if scan.aktenzeichen else {}
    for number, exact in [*digit_groups(text, 4, 6)][:_MOST]:
        numbers[number] = numbers.get(number, False) or exact
    found = {akte.id: akte for akte in Akte.objects.filter(aktenzeichen__in=numbers).select_related("person")}
    applications = [f"A-{number}" for number, _ in [*digit_groups(text, 4, 6, letter="A")][:_MOST]]
    for antrag in Antrag.objects.filter(nummer__in=applications, akte__isnull=False).select_related("akte__person"):
        found[antrag.akte_id] = antrag.akte
    named = [akte for akte in found.values() if _has_name(text, akte.person)]
    if len(named) == 1:
        return Match(named[0], Scandokument.Weg.ZEICHEN, 95, f"Aktenzeichen {named[0].aktenzeichen} und Name gelesen")
    if len(found) > 1:
        return _several([akte.aktenzeichen for akte in found.values()])
    if found:
        akte = next(iter(found.values()))
        hint = f"Aktenzeichen {akte.aktenzeichen} gelesen, aber der Name {akte.person.nachname} steht nicht dabei."
        return Match(akte, "", 80 if numbers.get(akte.aktenzeichen, True) else 60, hint)
    return None


def _by_name(text: str) -> Match | None:
    days = [day for found in _DAY.findall(text)[:_MOST] if (day := parse_birthday(found))]
    persons = [
        person
        for person in Person.objects.filter(geburtsdatum__in=days)
        if _has_name(text, person) and _stands_in(text, person.vorname)
    ]
    akten = list(Akte.objects.filter(person__in=persons).select_related("person").order_by("-created_at"))
    if len({akte.person_id for akte in akten}) > 1:
        return _several([akte.aktenzeichen for akte in akten])
    if not akten:
        return None
    person = akten[0].person
    return Match(akten[0], "", 70, f"Name und Geburtsdatum von {person} gelesen. Bitte prüfen.")


def _several(numbers: Sequence[str]) -> Match:
    shown = ", ".join(sorted(numbers)[:4])
    return Match(None, "", 0, f"Mehrere Akten auf einem Schriftstück ({shown}). Bitte prüfen, wem es gehört.")


def _has_name(text: str, person: Person) -> bool:
    return _stands_in(text, person.nachname)


def _stands_in(text: str, name: str) -> bool:
    """True if all parts of a name stand in the text as words, however its umlauts are written."""
    words, parts = set(folded(text).split()), search_key(name).split()
    return bool(parts) and words.issuperset(parts)


def folded(text: str) -> str:
    """A whole letter folded as names are; word by word, since the key of a name has a greatest length."""
    return " ".join(search_key(word) for word in text.split())
