"""C11, C16: word that there is news is chosen, says nothing, waits at night, and stops at once."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from nahbar.connectors.notify.push.service import PushService
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.conversations import notices
from nahbar.domain.conversations.notice_errors import (
    AddressWrong,
    BrowserWrong,
    ConfirmationOver,
    ConsentMissing,
    TooOften,
    WayNotOffered,
)
from nahbar.domain.conversations.notice_queries import WORDS, TryLater, WayDead, ways_of
from nahbar.domain.conversations.notices import due_at
from nahbar.domain.conversations.ways import Hinweis, Hinweisweg
from nahbar.platform import ports
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.platform.accounts.session import ANTRAEGE
from nahbar.platform.audit.actions import verify_chain
from nahbar.platform.zone import BERLIN
from nahbar.procedures.choose_notices import choose_browser, choose_mail, confirm_mail, withdraw_notices
from nahbar.procedures.dispatch_letter import dispatch_letter
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.request_evidence import request_evidence
from nahbar.procedures.tell_citizen import send_notices, tell_citizen
from tests.benefits import aylin, timo
from tests.procedures.desk import Who, citizen, presented, submitted

ADDRESS = "timo@beispiel.example"


class Doors:
    """Both doors of a test: what went out, and what the other side answers."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str, str, str]] = []
        self.pushes: list[tuple[str, str]] = []
        self.fails: type[Exception] | None = None
        self.set_up = True

    def offered(self) -> bool:
        return self.set_up

    def public_key(self) -> str:
        return "BA" if self.set_up else ""

    def accepts(self, endpoint: str) -> bool:
        return endpoint.startswith("https://push.example/")

    def send(self, *values: Any) -> None:
        if self.fails is not None:
            raise self.fails()
        if len(values) == 4:
            self.mails.append(values)
        else:
            self.pushes.append((values[0], values[2]))


@pytest.fixture
def doors(now: Any) -> Iterator[Doors]:
    before = {name: ports.get(name) for name in ("notice_mail", "notice_push")}
    there = Doors()
    for name in before:
        ports.register(name, there)
    now.set("2026-11-23T10:00")
    yield there
    for name, door in before.items():
        ports.register(name, door)


@pytest.fixture
def antrag(traeger: Any, doors: Doors) -> Antrag:
    """Timo's application, sent on a Monday morning."""
    return submitted()


def work(traeger: Any) -> None:
    send_notices(traeger.id)


def link_in(mail: tuple[str, str, str, str]) -> str:
    return next(word for word in mail[3].split() if "/hinweise/bestaetigen/" in word).rsplit("/", 1)[1]


def switched_on(antrag: Antrag, doors: Doors, traeger: Any, diskret: bool = True) -> Hinweisweg:
    """E-mail chosen and confirmed."""
    choose_mail(acting=citizen(antrag), antrag=antrag, address=ADDRESS, consent=True, diskret=diskret)
    work(traeger)
    way = confirm_mail(acting=ANONYMOUS, link=link_in(doors.mails[-1]))
    doors.mails.clear()
    return way


def browser_on(antrag: Antrag, tmp_path: Any, name: str = "a") -> Hinweisweg:
    keys = PushService(tmp_path / name).subscription("https://push.example")["keys"]
    return choose_browser(
        acting=citizen(antrag), antrag=antrag, endpoint=f"https://push.example/{name}", keys=keys, consent=True
    )


def akte_of(antrag: Antrag) -> Any:
    return antrag_by_id(antrag.id).akte


def test_off_by_default(antrag: Antrag, doors: Doors, traeger: Any) -> None:
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    work(traeger)
    assert (doors.mails, doors.pushes, Hinweis.objects.count()) == ([], [], 0)


def test_an_address_counts_once_it_is_confirmed(antrag: Antrag, doors: Doors, traeger: Any, now: Any) -> None:
    choose_mail(acting=citizen(antrag), antrag=antrag, address=f" {ADDRESS} ", consent=True, diskret=True)
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    work(traeger)
    ((to, sender, subject, text),) = doors.mails
    assert (to, sender, subject) == (ADDRESS, "Nachricht", "Bitte bestätigen Sie Ihre Adresse")
    assert "Jobcenter" not in text and "Musterland" not in text
    row = Hinweisweg.objects.get()
    assert (row.stand, row.einwilligung_at) == ("unbestaetigt", None)
    link = link_in(doors.mails[0])
    with pytest.raises(ConfirmationOver):
        confirm_mail(acting=ANONYMOUS, link=link[:-1] + ("a" if link[-1] != "a" else "b"))
    now.set("2026-11-23T12:00")
    confirm_mail(acting=ANONYMOUS, link=link)
    confirm_mail(acting=ANONYMOUS, link=link)
    row.refresh_from_db()
    assert row.stand == "an" and row.einwilligung_at is not None
    assert row.einwilligung_at.astimezone(BERLIN).hour == 12
    assert verify_chain() is None


def test_a_confirmation_runs_out_and_a_newer_address_replaces_it(
    antrag: Antrag, doors: Doors, traeger: Any, now: Any
) -> None:
    who = citizen(antrag)
    first = choose_mail(acting=who, antrag=antrag, address=ADDRESS, consent=True, diskret=True)
    work(traeger)
    choose_mail(acting=who, antrag=antrag, address="neu@beispiel.example", consent=True, diskret=True)
    work(traeger)
    with pytest.raises(ConfirmationOver):
        confirm_mail(acting=ANONYMOUS, link=link_in(doors.mails[0]))
    first.refresh_from_db()
    assert (first.stand, first.adresse) == ("aus", "")
    choose_mail(acting=who, antrag=antrag, address="drei@beispiel.example", consent=True, diskret=True)
    with pytest.raises(TooOften):
        choose_mail(acting=who, antrag=antrag, address="vier@beispiel.example", consent=True, diskret=True)
    now.set("2026-11-26T10:00")
    with pytest.raises(ConfirmationOver):
        confirm_mail(acting=ANONYMOUS, link=link_in(doors.mails[1]))
    assert ways_of(antrag_by_id(antrag.id).person).mail is None


def test_what_cannot_be_chosen(antrag: Antrag, doors: Doors, tmp_path: Any) -> None:
    who = citizen(antrag)

    def mail(address: str = ADDRESS, consent: bool = True) -> None:
        choose_mail(acting=who, antrag=antrag, address=address, consent=consent, diskret=True)

    for wrong in ("", "timo", "timo@", "a@b@c.example", "timo@beispiel.example\nBcc: b@c.example"):
        with pytest.raises(AddressWrong):
            mail(wrong)
    with pytest.raises(ConsentMissing):
        mail(consent=False)
    keys: Mapping[str, str] = PushService(tmp_path / "x").subscription("https://push.example")["keys"]
    short = {"p256dh": "AA", "auth": "AA"}
    for endpoint, given in (("https://169.254.169.254/x", keys), ("https://push.example/x", short)):
        with pytest.raises(BrowserWrong):
            choose_browser(acting=who, antrag=antrag, endpoint=endpoint, keys=given, consent=True)
    with pytest.raises(ConsentMissing):
        choose_browser(acting=who, antrag=antrag, endpoint="https://push.example/x", keys=keys, consent=False)
    stranger = citizen(submitted())
    with pytest.raises(AntragUnknown):
        choose_mail(acting=stranger, antrag=antrag, address=ADDRESS, consent=True, diskret=True)
    doors.set_up = False
    with pytest.raises(WayNotOffered):
        mail()
    with pytest.raises(WayNotOffered):
        choose_browser(acting=who, antrag=antrag, endpoint="https://push.example/x", keys=keys, consent=True)
    assert Hinweisweg.objects.count() == 0


@pytest.mark.parametrize("event", ["bescheid", "unterlagen", "brief"])
def test_what_leaves_holds_nothing_of_the_case(
    antrag: Antrag, doors: Doors, traeger: Any, actor: Who, tmp_path: Any, event: str
) -> None:
    """C16: searched for name, file number, benefit, amounts, office, and any address or number at all."""
    Antrag.objects.filter(id=antrag.id).update(bescheid_weg="portal")
    current = antrag_by_id(antrag.id)
    switched_on(current, doors, traeger)
    browser_on(current, tmp_path)
    if event == "bescheid":
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=presented(actor, current))
    elif event == "unterlagen":
        request_evidence(acting=actor("berg"), antrag=current, keys=["kontoauszuege"])
    else:
        decision = presented(actor, current)
        released = issue_bescheid(acting=actor("oeztuerk"), entscheidung=decision)
        assert released.brief is not None
        brief = released.brief
        type(brief).objects.filter(id=brief.id).update(stand="bereit")
        Hinweis.objects.all().delete()
        dispatch_letter(acting=actor("post"), brief=type(brief).objects.get(id=brief.id))
    work(traeger)
    ((to, sender, subject, text),) = doors.mails
    ((endpoint, push_text),) = doors.pushes
    assert (text, push_text) == (WORDS, WORDS) and (sender, subject) == ("Nachricht", "Neue Nachricht")
    current = antrag_by_id(antrag.id)
    assert current.akte is not None
    secret = [
        "Timo", "Krüger", "Krueger", current.akte.aktenzeichen, current.nummer, "Grundsicherung", "Bürgergeld",
        "Bescheid", "Antrag", "Jobcenter", "Musterland", "993", "€", "Euro", str(timo.answers()["iban"]), "http", "www",
        str(antrag.id),
    ]  # fmt: skip
    out = "\n".join((sender, subject, text, push_text)).lower()
    assert [word for word in secret if word.lower() in out] == []
    assert not any(sign.isdigit() for sign in out)


def test_the_office_is_named_only_if_wanted(antrag: Antrag, doors: Doors, traeger: Any) -> None:
    switched_on(antrag, doors, traeger, diskret=False)
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    work(traeger)
    ((_, sender, subject, text),) = doors.mails
    assert sender == traeger.name and traeger.name in subject and text == WORDS


def test_nothing_is_sent_for_what_did_not_happen(antrag: Antrag, doors: Doors, traeger: Any) -> None:
    """The notice lives and dies with the transaction of its event."""
    switched_on(antrag, doors, traeger)

    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
        assert Hinweis.objects.filter(stand="wartet").count() == 1
        raise Stop
    work(traeger)
    assert doors.mails == []


def test_several_within_fifteen_minutes_are_one(antrag: Antrag, doors: Doors, traeger: Any, now: Any) -> None:
    switched_on(antrag, doors, traeger)
    for _ in range(3):
        tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="nachricht")
    work(traeger)
    work(traeger)
    assert len(doors.mails) == 1
    now.set("2026-11-23T10:10")
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="nachricht")
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="termin")
    work(traeger)
    assert len(doors.mails) == 1
    now.set("2026-11-23T10:16")
    work(traeger)
    assert len(doors.mails) == 2
    assert Hinweis.objects.filter(stand="wartet").count() == 0


def test_quiet_hours_postpone_and_drop_nothing(antrag: Antrag, doors: Doors, traeger: Any, now: Any) -> None:
    switched_on(antrag, doors, traeger)
    now.set("2026-11-23T21:00")
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    for moment in ("2026-11-23T21:01", "2026-11-24T02:00", "2026-11-24T06:59"):
        now.set(moment)
        work(traeger)
        assert doors.mails == []
    now.set("2026-11-24T07:00")
    work(traeger)
    assert len(doors.mails) == 1


@pytest.mark.parametrize(
    ("now_text", "last", "due"),
    [
        ("2026-11-23T10:00", None, "2026-11-23T10:00"),
        ("2026-11-23T20:59", None, "2026-11-23T20:59"),
        ("2026-11-23T21:00", None, "2026-11-24T07:00"),
        ("2026-11-24T06:59", None, "2026-11-24T07:00"),
        ("2026-11-23T20:50", "2026-11-23T20:49", "2026-11-24T07:00"),
        ("2026-11-23T10:05", "2026-11-23T10:00", "2026-11-23T10:15"),
        # the night on which the clock goes back, and the one on which it goes forward
        ("2026-10-24T23:00", None, "2026-10-25T07:00"),
        ("2027-03-27T23:00", None, "2027-03-28T07:00"),
    ],
)
def test_when_a_notice_is_due(now_text: str, last: str | None, due: str) -> None:
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=BERLIN)

    assert due_at(at(now_text), at(last) if last else None) == at(due)


def test_withdrawn_at_once(antrag: Antrag, doors: Doors, traeger: Any, tmp_path: Any) -> None:
    """What waited goes too; the address is deleted, the consent and its end stay on record."""
    way, other = switched_on(antrag, doors, traeger), browser_on(antrag, tmp_path)
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    withdraw_notices(acting=citizen(antrag), antrag=antrag, way_id=way.id)
    withdraw_notices(acting=citizen(antrag), antrag=antrag, way_id=way.id)
    work(traeger)
    assert doors.mails == [] and len(doors.pushes) == 1
    way.refresh_from_db()
    assert (way.stand, way.adresse) == ("aus", "") and way.einwilligung_at and way.widerruf_at
    stranger = submitted(aylin.answers())
    withdraw_notices(acting=citizen(stranger), antrag=stranger, way_id=other.id)
    other.refresh_from_db()
    assert other.stand == "an"


def test_a_mail_that_bounces_switches_the_way_off(antrag: Antrag, doors: Doors, traeger: Any) -> None:
    way = switched_on(antrag, doors, traeger)
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    doors.fails = WayDead
    work(traeger)
    way.refresh_from_db()
    assert (way.stand, way.adresse) == ("unzustellbar", "")
    ways = ways_of(antrag_by_id(antrag.id).person)
    assert ways.dead == ["mail"] and ways.mail is None
    doors.fails = None
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    work(traeger)
    assert doors.mails == []


def test_a_browser_that_is_gone_is_forgotten(antrag: Antrag, doors: Doors, traeger: Any, tmp_path: Any) -> None:
    """404 and 410: the subscription is deleted; the other browser goes on."""
    first, second = browser_on(antrag, tmp_path), browser_on(antrag, tmp_path, "b")
    assert browser_on(antrag, tmp_path).id == first.id
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    Hinweis.objects.filter(weg=second).update(faellig_at=datetime(2027, 1, 1, tzinfo=BERLIN))
    doors.fails = WayDead
    work(traeger)
    first.refresh_from_db()
    assert (first.stand, first.adresse, first.schluessel) == ("unzustellbar", "", {})
    assert [row.id for row in ways_of(antrag_by_id(antrag.id).person).browsers] == [second.id]


def test_a_server_that_is_down_is_tried_again(antrag: Antrag, doors: Doors, traeger: Any, now: Any) -> None:
    way = switched_on(antrag, doors, traeger)
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    doors.fails = TryLater
    work(traeger)
    assert Hinweis.objects.get(stand="wartet").versuche == 1
    doors.fails = None
    work(traeger)
    assert doors.mails == []
    now.set("2026-11-23T10:03")
    work(traeger)
    assert len(doors.mails) == 1
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    doors.fails = TryLater
    for hour in range(notices.TRIES):
        now.set(f"2026-11-24T{8 + hour:02}:30")
        Hinweis.objects.filter(stand="wartet").update(faellig_at=datetime(2026, 11, 24, 8, tzinfo=BERLIN))
        work(traeger)
    assert Hinweis.objects.filter(stand="gescheitert").count() == 1
    way.refresh_from_db()
    assert way.stand == "an"


def test_no_notice_begins_a_period(antrag: Antrag, doors: Doors, traeger: Any, actor: Callable[[str], Any]) -> None:
    """§ 37 SGB X: the same days with and without somebody who is told."""
    Antrag.objects.filter(id=antrag.id).update(bescheid_weg="portal")
    other = submitted()
    Antrag.objects.filter(id=other.id).update(bescheid_weg="portal")
    switched_on(antrag, doors, traeger)
    doors.fails = TryLater
    briefs = [
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=presented(actor, antrag_by_id(one.id))).brief
        for one in (antrag, other)
    ]
    days = [(brief.aufgegeben_am, brief.bekanntgabe_am, brief.widerspruch_bis) for brief in briefs if brief]
    assert len(days) == 2 and days[0] == days[1]


def test_the_page(antrag: Antrag, doors: Doors, traeger: Any) -> None:
    client = Client()
    session = client.session
    session[ANTRAEGE] = [str(antrag.id)]
    session.save()
    client.cookies["sitzung"] = session.session_key
    here = f"/antrag/{antrag.id}/hinweise"
    assert "E-Mail einschalten" in client.get(here).content.decode()
    wrong = client.post(f"{here}/mail", {"adresse": "timo", "absender": "neutral", "einwilligung": "ja"})
    assert wrong.status_code == 422 and "name@beispiel.de" in wrong.content.decode()
    without = client.post(f"{here}/mail", {"adresse": ADDRESS, "absender": "neutral"})
    assert without.status_code == 422 and "Einwilligung" in without.content.decode()
    assert client.post(f"{here}/browser", {"anmeldung": "[[[[", "einwilligung_browser": "ja"}).status_code == 422
    assert client.post(f"{here}/aus", {"weg": "x"}).status_code == 404
    done = client.post(f"{here}/mail", {"adresse": ADDRESS, "absender": "neutral", "einwilligung": "ja"}, follow=True)
    assert "t…@beispiel.example" in done.content.decode() and ADDRESS not in done.content.decode()
    work(traeger)
    link = f"/hinweise/bestaetigen/{link_in(doors.mails[0])}"
    stranger = Client()
    assert "Adresse bestätigen" in stranger.get(link).content.decode()
    assert Hinweisweg.objects.get().stand == "unbestaetigt"
    assert "eingeschaltet" in stranger.post(link).content.decode()
    assert Hinweisweg.objects.get().stand == "an"
    assert stranger.post("/hinweise/bestaetigen/abc").status_code == 422
    doors.fails = WayDead
    tell_citizen(acting=citizen(antrag), akte=akte_of(antrag), anlass="brief")
    work(traeger)
    assert "hat nicht funktioniert" in client.get(here).content.decode()
    assert "kam nicht bei Ihnen an" in client.get(f"/antrag/{antrag.id}/status").content.decode()
    doors.set_up = False
    shown = client.get(here).content.decode()
    assert "bietet Ihr Amt hier noch nicht an" in shown and "data-push-key" not in shown
    script = client.get("/meldungen.js")
    assert script["Content-Type"].startswith("text/javascript") and WORDS in script.content.decode()


def test_the_worker_is_a_script_that_runs() -> None:
    """Syntax only; Chromium's own push service cannot be reached here."""
    for name in ("meldungen.js", "hinweise.js"):
        path = f"nahbar/surfaces/portal/static/portal/{name}"
        assert subprocess.run(["node", "--check", path], capture_output=True, check=False).returncode == 0
