"""Requests about one's data (Art. 15 to 18 DSGVO, §§ 83, 84 SGB X): receipt at once, answer within a month."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pikepdf
from django.db import transaction

from nahbar.domain.applications.errors import AntragUnknown, NotSubmitted
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.policies import is_own_antrag
from nahbar.domain.applications.queries import answer_states, questionnaire_of, uploads
from nahbar.domain.applications.schutz import for_eyes
from nahbar.domain.appointments.queries import termine_for_akte
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile import queries as files
from nahbar.domain.casefile.models import Dokument
from nahbar.domain.conversations.notice_queries import ways_of
from nahbar.domain.decisions import aufbewahrung, rechte
from nahbar.domain.decisions import rechte_queries as queries
from nahbar.domain.decisions.aufbewahrung_models import Aufbewahrungssperre
from nahbar.domain.decisions.letters import letter_for
from nahbar.domain.decisions.queries import final_decision, month_totals
from nahbar.domain.decisions.rechte_models import Datenschutzantrag
from nahbar.domain.decisions.widerspruch_queries import widersprueche_of
from nahbar.domain.mailroom import actions as mailroom
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.mailroom.queries import briefe
from nahbar.domain.payments.queries import orders_of_akte
from nahbar.platform import clock
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.platform.letters import blocks, render, words
from nahbar.platform.letters.objection import PlainAnswer, paragraphs
from nahbar.platform.vault.actions import store_file
from nahbar.platform.zone import BERLIN
from nahbar.procedures.receipt import sealed
from nahbar.procedures.tell_citizen import tell_citizen
from nahbar.questionnaire import engine

TASK = "datenschutz_antrag"
RIGHTS = (
    "Zweck: Wir brauchen die Daten, um über Ihre Leistung zu entscheiden und sie zu zahlen (§ 67a SGB X).",
    "Herkunft: Sie kommen von Ihnen und aus Papieren, die Sie geschickt haben.",
    "Empfänger: Ihre Bank und unsere Kasse für Zahlungen, Dienstleister für Druck und Scan in unserem Auftrag.",
    "Dauer: Wir löschen sie, wenn die Fristen für Ihre Akte vorbei sind (§ 84 SGB X).",
    "Ihre Rechte: Berichtigung, Löschung, Einschränkung und Beschwerde bei der Aufsicht für den Datenschutz.",
)
"""What goes with the copy (Art. 15 Abs. 1 DSGVO)."""
RESTRICTED = (
    "Die Verarbeitung ist eingeschränkt: Wir heben die Daten auf und nutzen sie nur noch für Rechtsansprüche"
    " (Artikel 18 DSGVO)."
)
ERASED = (
    "Zwei Beschäftigte bestätigen die Löschung, danach sind Ihre Akte und alle Dateien vernichtet. Dieser Brief ist der"
    " letzte, den Sie dazu bekommen; eine Kopie bleibt nicht bei uns."
)
COMPLAINT = (
    "Sie können sich bei der Aufsicht für den Datenschutz beschweren (Artikel 77 DSGVO) oder klagen (§ 81b SGB X)."
)


def _own(acting: Actor, antrag: Antrag) -> None:
    if not is_own_antrag(acting, antrag):
        raise AntragUnknown
    if antrag.akte is None or antrag.vorgang is None:
        raise NotSubmitted


@transaction.atomic
def ask_about_data(*, acting: Actor, antrag: Antrag, art: str, text: str) -> Datenschutzantrag:
    """Keep the request with a sealed receipt, and put it on the desk with its month (Art. 12 Abs. 3 DSGVO).

    Erasing while an objection or an application is under way is not possible: the person is told why at once, and her
    data are restricted from this moment (U44). Raises AntragUnknown, NotSubmitted.
    """
    _own(acting, antrag)
    erase = art == Datenschutzantrag.Art.LOESCHUNG
    row = rechte.ask(
        acting=acting, antrag=antrag, art=art, text=text, hinderung=queries.why_not_erased(antrag) if erase else "",
        einschraenken=not queries.still_paid(antrag),
    )  # fmt: skip
    rechte.attach_receipt(acting=acting, row=row, dokument=_receipt(acting, row))
    label = row.get_art_display()
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="datenschutz_gefragt",
        text=f"Datenschutz: {label} verlangt. Antwort bis {words.numeric_day(row.frist)}.",
    )  # fmt: skip
    if row.hinderung:
        until = " Bis dahin ist die Verarbeitung eingeschränkt (Art. 18 DSGVO)." if row.eingeschraenkt_at else ""
        casefile.add_eintrag(
            acting=acting, akte=row.akte, vorgang=row.vorgang, art="datenschutz_eingeschraenkt",
            text=f"Löschen geht jetzt nicht: {row.hinderung}{until}",
        )  # fmt: skip
    if row.eingeschraenkt_at:
        aufbewahrung.hold_akte(
            acting=acting, akte=row.akte, art=Aufbewahrungssperre.Art.EINSCHRAENKUNG,
            grund="auf Verlangen der Person, solange Löschen nicht geht",
        )  # fmt: skip
    casefile.add_aufgabe(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art=TASK, titel=f"Datenschutz: {label} beantworten",
        frist=row.frist, pool=Role.LEISTUNG.value,
    )  # fmt: skip
    return row


def _pages(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _receipt(acting: Actor, row: Datenschutzantrag) -> Dokument:
    body = [
        blocks.lead(f"Ihr Wunsch ist angekommen: {row.get_art_display()} Ihrer Daten."),
        blocks.paragraph(f"Angekommen am {words.moment(row.eingang_at)}."),
        blocks.paragraph(f"Sie bekommen die Antwort bis {words.weekday(row.frist)} (Artikel 12 Absatz 3 DSGVO)."),
        *[blocks.paragraph(f"Sie schreiben: {line}") for line in paragraphs(row.text)],
    ]  # fmt: skip
    if row.hinderung:
        until = ["Bis dahin schränken wir die Verarbeitung ein."] if row.eingeschraenkt_at else []
        body.append(blocks.box("Löschen geht jetzt nicht", [row.hinderung, *until]))
    letter = letter_for(row.antrag, None, shown=True)
    pdf = render("antwort", PlainAnswer(letter, "Eingangsbestätigung", body, "").as_data())
    pdf = sealed(pdf, signer=row.antrag.traeger.name)
    stored = store_file(pdf, "application/pdf")
    return casefile.add_dokument(
        acting=acting, akte=row.akte, vorgang=row.vorgang, titel=f"Eingangsbestätigung: {row.get_art_display()}",
        art="eingangsbestaetigung", richtung=Dokument.Richtung.AUSGANG, kanal="portal", received_at=row.eingang_at,
        original=stored, ansicht=stored, seiten=_pages(pdf),
    )  # fmt: skip


@transaction.atomic
def answer_about_data(*, acting: Actor, row: Datenschutzantrag, ausgang: str, antwort: str) -> Datenschutzantrag:
    """Answer by letter on the person's own way; an access answer carries the copy of all data as pages.

    Raises RoleMissing, ReasonNeeded, ErasureBlocked, WiderspruchOver.
    """
    hinderung = queries.why_not_erased(row.antrag)
    done = rechte.answer(
        acting=acting, row=row, ausgang=ausgang, antwort=antwort, brief=None, hinderung=hinderung
    )
    contact = Account.objects.get(id=acting.account_id)
    copy = row.art == Datenschutzantrag.Art.AUSKUNFT and done.ausgang == Datenschutzantrag.Ausgang.ERFUELLT
    body = [blocks.lead(f"{row.get_art_display()}: {done.get_ausgang_display()}.")]
    body += [blocks.paragraph(line) for line in paragraphs(done.antwort)]
    if done.eingeschraenkt_at is not None:
        body.append(blocks.paragraph(RESTRICTED))
    if done.ausgang != Datenschutzantrag.Ausgang.ERFUELLT:
        body.append(blocks.paragraph(COMPLAINT))
    elif row.art == Datenschutzantrag.Art.LOESCHUNG:
        body.append(blocks.paragraph(ERASED))
    if copy:
        body += copy_blocks(own_data(row.antrag))
    letter = PlainAnswer(letter_for(row.antrag, contact), f"Ihre Daten: {row.get_art_display()}", body, contact.name,
                         contact.role_label)  # fmt: skip
    assert row.antrag.person is not None
    brief = mailroom.create_brief(
        acting=acting, akte=row.akte, vorgang=row.vorgang, person=row.antrag.person, art="datenschutz",
        betreff=f"Ihre Daten: {row.get_art_display()}", pdf=render("antwort", letter.as_data()),
        weg=row.antrag.bescheid_weg,
    )  # fmt: skip
    if brief.weg == Brief.Weg.PORTAL:
        brief = mailroom.dispatch_portal(acting=acting, brief=brief)
        tell_citizen(acting=acting, akte=row.akte, anlass="brief")
    done.brief = brief
    done.save(update_fields=["brief"])
    if row.art == Datenschutzantrag.Art.LOESCHUNG and done.ausgang == Datenschutzantrag.Ausgang.ERFUELLT:
        due = aufbewahrung.suggest_on_request(acting=acting, akte=row.akte)
        casefile.add_eintrag(
            acting=acting, akte=row.akte, vorgang=row.vorgang, art="loeschung_faellig", fuer_buerger=False,
            text=f"Löschung auf Verlangen: steht zur Aussonderung an, {due.get_archiv_display()}.",
        )  # fmt: skip
    if not [other for other in queries.requests_of(row.antrag) if not other.ausgang]:
        casefile.finish_aufgaben(acting=acting, vorgang=row.vorgang, art=TASK)
    casefile.add_eintrag(
        acting=acting, akte=row.akte, vorgang=row.vorgang, art="datenschutz_beantwortet",
        text=f"Datenschutz: {row.get_art_display()} {done.get_ausgang_display()}.",
    )  # fmt: skip
    return done


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(BERLIN).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value


def own_data(antrag: Antrag) -> dict[str, Any]:
    """All that is kept about the person in this matter, as she sees it: amounts in cents, times in local time."""
    assert antrag.akte is not None and antrag.person is not None
    akte, person = antrag.akte, antrag.person
    decision = final_decision(antrag)
    listed: dict[str, Sequence[Mapping[str, Any]]] = {
        "angaben": [
            {"teil": section.title, "frage": row.label, "angabe": row.value_text}
            for section in engine.summary(questionnaire_of(antrag), for_eyes(antrag, antrag.antworten))
            for row in section.rows
        ],
        "fassungen": [{"nr": s.nr, "am": s.at, "anlass": s.anlass} for s in answer_states(antrag)],
        "dateien": [{"name": u.dateiname, "am": u.at, "sha256": u.sha256} for u in uploads(antrag)],
        "dokumente": [
            {"titel": d.titel, "am": d.received_at, "seiten": d.seiten, "sha256": d.original.sha256}
            for d in files.documents(akte, for_citizen=True)
        ],
        "briefe": [
            {"betreff": b.betreff, "weg": b.weg, "am": b.aufgegeben_am, "geoeffnet": b.gelesen_at}
            for b in briefe(akte, for_citizen=True)
        ],
        "entscheidung": [{"monat": m, "cent": c} for m, c in month_totals(decision).items()] if decision else [],
        "zahlungen": [{"monat": o.monat, "cent": o.betrag, "weg": o.weg} for o in orders_of_akte(akte)],
        "widersprueche": [
            {"weg": w.weg, "am": w.erklaert_at, "text": w.text, "stand": w.stand} for w in widersprueche_of(antrag)
        ],
        "termine": [{"titel": t.angebot.titel, "am": t.beginn, "stand": t.stand} for t in termine_for_akte(akte.id)],
        "verlauf": [{"am": e.at, "wer": e.akteur, "text": e.text} for e in files.timeline(akte, for_citizen=True)],
        "einsicht": [{"am": z.at, "rolle": z.rolle, "zweck": z.zweck} for z in files.accesses(akte)],
        "zustellung": [{"am": c.at, "elektronisch": c.elektronisch} for c in queries.choices_of(antrag)],
        "datenschutz": [{"art": r.art, "am": r.eingang_at, "stand": r.ausgang} for r in queries.requests_of(antrag)],
    }
    mail = ways_of(person).mail
    return {
        "stand": _plain(clock.now()),
        "person": {
            "name": str(person), "geburtsdatum": _plain(person.geburtsdatum), "anschrift": list(person.anschrift),
            "hinweise_an": mail.adresse if mail else "",
        },
        "antrag": {
            "nummer": antrag.nummer, "aktenzeichen": akte.aktenzeichen, "gesichert": _plain(antrag.gesichert_at),
            "eingegangen": _plain(antrag.eingegangen_at), "wirkt_ab": _plain(antrag.wirkt_ab),
        },
        **{name: [{k: _plain(v) for k, v in row.items()} for row in rows] for name, rows in listed.items()},
        "ihre_rechte": list(RIGHTS),
    }  # fmt: skip


def copy_blocks(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The copy as tables of a letter, one for each kind of data; empty kinds are said to be empty."""
    found = [blocks.heading("Was wir über Sie gespeichert haben"), *[blocks.paragraph(line) for line in RIGHTS]]
    for name, rows in data.items():
        if name in ("stand", "ihre_rechte"):
            continue
        entries = rows if isinstance(rows, list) else [rows]
        if not entries:
            found.append(blocks.paragraph(f"{name.capitalize()}: nichts gespeichert."))
            continue
        lines = [
            (str(n), "; ".join(f"{key}: {_said(value)}" for key, value in entry.items()))
            for n, entry in enumerate(entries, 1)
        ]
        columns = [blocks.column("Nr.", width=0), blocks.column("Daten")]
        found.append(blocks.table(columns, lines, title=name.capitalize()))
    return found


def _said(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "–" if value in ("", None) else str(value)


def export_json(*, acting: Actor, antrag: Antrag) -> bytes:
    """The copy for machines (Art. 15 Abs. 3, Art. 20 DSGVO); raises AntragUnknown, NotSubmitted."""
    _own(acting, antrag)
    return json.dumps(own_data(antrag), ensure_ascii=False, indent=2).encode()


def export_pdf(*, acting: Actor, antrag: Antrag) -> bytes:
    """The copy for people; raises AntragUnknown, NotSubmitted."""
    _own(acting, antrag)
    letter = PlainAnswer(letter_for(antrag, None, shown=True), "Kopie Ihrer Daten", copy_blocks(own_data(antrag)), "")
    return render("antwort", letter.as_data())
