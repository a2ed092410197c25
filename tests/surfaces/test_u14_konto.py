"""U14: another account is asked for twice, held for a day, told on the old way, and released by two of the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications import queries
from nahbar.domain.applications.models import Antrag
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.mailroom.models import Brief
from nahbar.domain.payments.models import Zahlungsauftrag
from nahbar.domain.people import konto
from nahbar.domain.people.errors import (
    KontoHeld,
    KontoReasonNeeded,
    KontoRole,
    KontoSame,
    KontoSecondPerson,
    OutsideSepa,
    WrongIban,
)
from nahbar.domain.people.konto_models import Kontowechsel
from nahbar.domain.people.queries import current_bank
from nahbar.platform import clock
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.audit.actions import verify_chain
from nahbar.procedures.amend_antrag import amend_antrag
from nahbar.procedures.change_konto import (
    confirm_konto,
    enter_konto,
    may_change_konto,
    propose_konto,
    refuse_konto,
    release_konto,
)
from nahbar.procedures.prepare_payment_run import prepare_payment_run
from nahbar.procedures.step_up import Proven
from nahbar.procedures.submit_antrag import submit_antrag
from nahbar.surfaces.portal.views.start import ONCE
from nahbar.surfaces.ui.templatetags.ui import gruppen
from tests.benefits import aylin
from tests.procedures import desk
from tests.procedures.acting import acting_as, asked, register
from tests.procedures.acting import released as release_mandate
from tests.procedures.desk import citizen, released

Who = Callable[[str], Actor]
OLD = "DE02120300000000202051"
THIEF = "DE02500105170137075030"
DUTCH, TURKISH = "NL91ABNA0417164300", "TR330006100519786457841326"
LAST = date(2026, 11, 30)


class Owner:
    """A citizen whose application is decided, with code and PIN, in a browser of her own."""

    def __init__(self, actor: Who) -> None:
        self.client = Client()
        self.client.post("/antrag/sichern")
        self.id = self.client.session["antraege"][0]
        self.pin = str(self.client.session[ONCE]["pin"])
        self.code = queries.current_code(self.antrag)
        who = citizen(self.antrag)
        answers = aylin.answers() | {"konto": True, "iban": OLD, "kontoinhaber": "Aylin Demir"}
        applications.store_answers(acting=who, antrag=applications.lock(self.antrag), antworten=answers)
        submit_antrag(acting=who, antrag=self.antrag)
        released(actor, self.antrag)

    @property
    def antrag(self) -> Antrag:
        return queries.antrag_by_id(self.id)

    def pays(self) -> str:
        person = self.antrag.person
        assert person is not None
        bank = current_bank(person, clock.today())
        return bank.iban if bank else ""

    def change(self) -> Kontowechsel | None:
        person = self.antrag.person
        assert person is not None
        return konto.open_change(person)

    def tell(self, client: Client, iban: str) -> str:
        """Tell another account by the form; where it led."""
        base = f"/antrag/{self.id}"
        told = {"arten": "konto", "ab__tag": "23", "ab__monat": "11", "ab__jahr": "2026"}
        here = client.post(f"{base}/aenderung/neu", told).url
        draft = here.rsplit("/", 1)[0]
        client.post(f"{draft}/frage/bank", {"iban": iban, "kontoinhaber": "Aylin Demir"})
        return str(client.post(here).url)


@pytest.fixture
def owner(traeger: Any, actor: Who) -> Owner:
    return Owner(actor)


def text(answer: Any) -> str:
    return str(answer.content.decode()).replace("\xa0", " ")


def paid_to(actor: Who, day: date = LAST) -> set[str]:
    run = prepare_payment_run(acting=actor("kasse2"), art="monatlich", execution_date=day)
    return set(Zahlungsauftrag.objects.filter(lauf=run).values_list("iban", flat=True))


def tasks(antrag: Antrag) -> dict[str, int]:
    rows = Aufgabe.objects.filter(akte=antrag.akte, erledigt_at=None)
    return {row.art: row.dringlichkeit for row in rows}


def test_u14_a_stolen_session_changes_the_iban_and_the_run_of_the_next_day_pays_the_old_account(
    owner: Owner, actor: Who, now: Any
) -> None:
    """The attack: the thief holds the session, not the PIN."""
    thief = Client()
    thief.cookies = owner.client.cookies.__class__(owner.client.cookies.output(header=""))
    page = owner.tell(thief, THIEF)
    assert page.endswith("/neues-konto"), page
    shown = text(thief.get(page))
    assert "Bestätigen Sie Ihr neues Konto" in shown and "DE02 … 2051" in shown and "DE02 … 5030" in shown
    assert THIEF not in shown and OLD not in shown
    for guess in ("000000", "111111", "222222"):
        refused = thief.post(page, {"weg": "pin", "pin": guess})
        assert refused.status_code == 422 and "nicht gepasst" in text(refused)
    assert thief.post(page, {"weg": "ausweis"}).status_code == 422
    assert thief.post(page, {"weg": "passwort", "passwort": "irgendwas"}).status_code == 422
    now.set("2026-11-24T23:00")
    change = owner.change()
    assert change is not None and change.stand == "unbestaetigt" and owner.pays() == OLD
    assert paid_to(actor) == {OLD}
    assert verify_chain() is None


def test_u14_a_new_password_or_device_of_a_stolen_session_is_no_proof(owner: Owner) -> None:
    """Whoever sits in the session could have made it a minute ago."""
    page = owner.tell(owner.client, THIEF)
    account = {"login": "neu-hier", "passwort": "drei lange worte"}
    assert owner.client.post(f"/antrag/{owner.id}/konto", account).status_code == 302
    refused = owner.client.post(page, {"weg": "passwort", "passwort": account["passwort"]})
    assert refused.status_code == 422
    change = owner.change()
    assert change is not None and change.stand == "unbestaetigt"


def test_u14_guessing_the_pin_gets_slow_and_leaves_the_other_ways(owner: Owner) -> None:
    page = owner.tell(owner.client, THIEF)
    for guess in range(6):
        answer = owner.client.post(page, {"weg": "pin", "pin": f"{guess:06d}"})
    assert "Warten Sie" in text(answer) and "Kommen Sie mit einem Ausweis ins Amt" in text(answer)
    right = owner.client.post(page, {"weg": "pin", "pin": owner.pin})
    assert right.status_code == 422, "also the right one waits"


def test_u14_confirmed_held_told_on_the_old_way_and_released_by_two(
    owner: Owner, actor: Who, now: Any, tmp_path: Path
) -> None:
    page = owner.tell(owner.client, DUTCH)
    assert Brief.objects.filter(art="konto_nachfrage").count() == 0
    held = owner.client.post(page, {"weg": "pin", "pin": owner.pin}, follow=True)
    assert "Ihr neues Konto wartet noch" in text(held) and "zahlen wir auf das alte Konto" in text(held)
    assert owner.client.post(page, {"weg": "pin", "pin": owner.pin}).status_code == 302, "sent twice: once"
    assert "konto_pruefen" in tasks(owner.antrag)
    letter = desk.text_of(Brief.objects.get(art="konto_nachfrage"), tmp_path)
    change = owner.change()
    assert change is not None and change.stopp_code in letter and "Waren Sie das nicht" in letter
    assert DUTCH not in letter and "NL91" not in letter
    with pytest.raises(KontoHeld, match="23:4|21:4|24.11.2026"):
        propose_konto(acting=actor("berg"), change=change)
    with pytest.raises(KontoRole):
        propose_konto(acting=actor("kasse"), change=change, eilgrund="Das alte Konto ist weg.")
    now.set("2026-11-25T08:00")
    propose_konto(acting=actor("berg"), change=change)
    with pytest.raises(KontoSecondPerson):
        release_konto(acting=actor("berg"), change=change)
    assert owner.pays() == OLD
    release_konto(acting=actor("oeztuerk"), change=change)
    assert owner.pays() == DUTCH and paid_to(actor) == {DUTCH}
    assert "konto_pruefen" not in tasks(owner.antrag)
    assert verify_chain() is None


def test_u14_before_the_release_the_old_account_is_paid_also_after_the_day(
    owner: Owner, actor: Who, now: Any
) -> None:
    owner.client.post(owner.tell(owner.client, DUTCH), {"weg": "pin", "pin": owner.pin})
    now.set("2026-11-26T08:00")
    assert paid_to(actor) == {OLD}


def test_u14_the_old_account_is_closed_two_shorten_the_day_with_a_reason(owner: Owner, actor: Who) -> None:
    owner.client.post(owner.tell(owner.client, DUTCH), {"weg": "pin", "pin": owner.pin})
    change = owner.change()
    assert change is not None
    with pytest.raises(KontoReasonNeeded):
        propose_konto(acting=actor("berg"), change=change, eilgrund="eilt")
    propose_konto(acting=actor("berg"), change=change, eilgrund="Das alte Konto ist aufgelöst, Rücklastschrift.")
    with pytest.raises(KontoSecondPerson):
        release_konto(acting=actor("berg"), change=change)
    release_konto(acting=actor("wolter"), change=change)
    assert owner.pays() == DUTCH


def test_u14_that_was_not_me_with_the_code_of_the_letter_stops_it_and_ends_all_sessions(
    owner: Owner, now: Any, client_for: Any
) -> None:
    page = owner.tell(owner.client, THIEF)
    owner.client.post(page, {"weg": "pin", "pin": owner.pin})
    change = owner.change()
    assert change is not None
    stranger = Client()
    assert "Diesen Code kennen wir nicht" in text(stranger.post("/konto-stopp", {"code": "AAAA-AAAA"}))
    seen = stranger.get(f"/konto-stopp?code={change.stopp_code}")
    assert change.stopp_code in text(seen) and "Aylin" not in text(seen)
    assert owner.change() is not None, "looking stops nothing"
    stopped = stranger.post("/konto-stopp", {"code": change.stopp_code.lower().replace("-", " ")})
    assert "Gestoppt" in text(stopped) and "Aylin" not in text(stopped)
    assert stranger.post("/konto-stopp", {"code": change.stopp_code}).status_code == 200, "twice is once"
    assert owner.change() is None and owner.pays() == OLD
    assert tasks(owner.antrag)["konto_gestoppt"] == Aufgabe.Dringlichkeit.DRINGEND
    assert owner.client.get(f"/antrag/{owner.id}/status").status_code == 302, "the session is over"
    assert client_for("berg").get("/arbeit/").status_code == 200, "others are not touched"


def test_u14_after_a_stop_only_the_office_changes_the_account(owner: Owner, actor: Who) -> None:
    page = owner.tell(owner.client, THIEF)
    owner.client.post(page, {"weg": "pin", "pin": owner.pin})
    gone = owner.client.post(f"{page}/stoppen")
    assert "Gestoppt" in text(gone)
    assert owner.client.get(f"/antrag/{owner.id}/status").status_code == 200, "the session that said so goes on"
    antrag = owner.antrag
    assert antrag.person is not None and antrag.akte is not None
    konto.ask(
        acting=MACHINE, person=antrag.person, iban=THIEF, kontoinhaber="X", anschrift=[], herkunft="portal"
    )
    again = owner.client.post(f"/antrag/{owner.id}/neues-konto", {"weg": "pin", "pin": owner.pin})
    assert again.status_code == 422 and "im Amt mit Ausweis" in text(again)
    typed = enter_konto(
        acting=actor("berg"), akte=antrag.akte, iban=DUTCH, kontoinhaber="", gesehen="Personalausweis"
    )
    assert typed.stand == "vorgeschlagen"


def test_u14_the_e_mail_of_yesterday_gets_the_link_and_no_letter_is_needed(
    owner: Owner, now: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nahbar.domain.conversations.ways import Hinweisweg
    from nahbar.platform import ports
    from nahbar.procedures.tell_citizen import send_notices

    class Door:
        sent: list[str] = []

        def send(self, to: str, sender_name: str, subject: str, text: str) -> None:
            self.sent.append(f"{to} {sender_name} {subject} {text}")

    antrag = owner.antrag
    Hinweisweg.objects.create(
        person=antrag.person, kanal="mail", adresse="alt@beispiel.example", kennung="x", stand="an",
        created_at=clock.now(), einwilligung_at=clock.now(),
    )  # fmt: skip
    now.set("2026-11-25T10:00")
    before = ports.get("notice_mail")
    ports.register("notice_mail", Door())
    try:
        page = owner.tell(owner.client, THIEF)
        owner.client.post(page, {"weg": "pin", "pin": owner.pin})
        now.set("2026-11-25T10:30")
        send_notices(antrag.traeger_id)
    finally:
        ports.register("notice_mail", before)
    change = owner.change()
    assert change is not None and len(Door.sent) == 1
    assert f"/konto-stopp?code={change.stopp_code}" in Door.sent[0] and "alt@beispiel.example" in Door.sent[0]
    assert "Aylin" not in Door.sent[0] and "DE02" not in Door.sent[0] and "Konto " not in Door.sent[0]
    assert Brief.objects.filter(art="konto_nachfrage").count() == 0


def test_u14_an_e_mail_address_of_today_is_no_old_way_a_letter_goes(owner: Owner) -> None:
    from nahbar.domain.conversations.ways import Hinweisweg

    Hinweisweg.objects.create(
        person=owner.antrag.person, kanal="mail", adresse="dieb@beispiel.example", kennung="x", stand="an",
        created_at=clock.now(), einwilligung_at=clock.now(),
    )  # fmt: skip
    owner.client.post(owner.tell(owner.client, THIEF), {"weg": "pin", "pin": owner.pin})
    assert Brief.objects.filter(art="konto_nachfrage").count() == 1


def test_u14_address_and_account_at_once_the_letter_goes_to_the_old_address(
    owner: Owner, traeger: Any, tmp_path: Path
) -> None:
    antrag = owner.antrag
    assert antrag.person is not None
    street = antrag.person.strasse
    folge = {"arten": ["konto", "umzug"], "ab__tag": "23", "ab__monat": "11", "ab__jahr": "2026"}
    here = owner.client.post(f"/antrag/{owner.id}/aenderung/neu", folge).url
    draft = queries.antrag_by_id(here.split("/")[2])
    answers = draft.antworten | {"iban": THIEF, "strasse": "Diebesgasse", "hausnummer": "13"}
    applications.store_answers(acting=citizen(antrag), antrag=applications.lock(draft), antworten=answers)
    page = owner.client.post(here).url
    owner.client.post(page, {"weg": "pin", "pin": owner.pin})
    letter = desk.text_of(Brief.objects.get(art="konto_nachfrage"), tmp_path)
    assert street in letter and "Diebesgasse" not in letter


def test_u14_the_same_iban_does_nothing_and_back_to_the_old_one_drops_the_wish(owner: Owner) -> None:
    assert "/neues-konto" not in owner.tell(owner.client, f"{OLD[:4]} {OLD[4:]}")
    person = owner.antrag.person
    assert person is not None and owner.change() is None
    ask = {"acting": MACHINE, "person": person, "kontoinhaber": "Aylin Demir", "anschrift": [], "herkunft": "portal"}
    assert konto.ask(iban=THIEF, **ask) is not None
    assert konto.ask(iban=THIEF, **ask) == owner.change(), "the same wish again is the one that is open"
    assert konto.ask(iban=OLD, **ask) is None and owner.change() is None


def test_u14_a_wrong_iban_is_refused_with_a_sentence_a_foreign_sepa_one_is_fine(owner: Owner, actor: Who) -> None:
    akte = owner.antrag.akte
    assert akte is not None

    def enter(iban: str) -> Kontowechsel:
        return enter_konto(acting=actor("berg"), akte=akte, iban=iban, kontoinhaber="", gesehen="Ausweis")

    with pytest.raises(WrongIban, match="Ziffer für Ziffer"):
        enter("DE02120300000000202052")
    with pytest.raises(OutsideSepa, match="SEPA"):
        enter(TURKISH)
    with pytest.raises(KontoSame):
        enter_konto(acting=actor("berg"), akte=akte, iban=OLD, kontoinhaber="Aylin Demir", gesehen="Ausweis")
    assert enter(DUTCH).iban == DUTCH


def test_u14_an_iban_from_paper_needs_four_eyes_and_the_day(owner: Owner, client_for: Any, now: Any) -> None:
    akte = owner.antrag.akte
    assert akte is not None
    here = f"/arbeit/akte/{akte.id}/konto"
    berg, second = client_for("berg"), client_for("oeztuerk")
    for one in (berg, second):
        one.post(f"/arbeit/akte/{akte.id}/oeffnen", {"zweck": "Vorsprache im Haus"})
    wrong = berg.post(f"{here}/eintragen", {"iban": THIEF[:-1] + "1", "gesehen": "Brief vom 20.11."})
    assert wrong.status_code == 422 and "stimmt nicht" in text(wrong)
    assert berg.post(f"{here}/eintragen", {"iban": DUTCH, "gesehen": "Brief vom 20.11."}).status_code == 302
    change = owner.change()
    assert change is not None and owner.pays() == OLD
    step = f"{here}/{change.id}"
    assert "Eine zweite Person gibt frei" in text(berg.get(here))
    assert berg.post(step, {"tat": "freigeben"}).status_code == 422
    assert second.post(step, {"tat": "freigeben"}).status_code == 422, "the day is not over"
    now.set("2026-11-25T09:00")
    assert "Neues Konto freigeben" in text(second.get(here))
    assert second.post(step, {"tat": "freigeben"}).status_code == 302
    assert owner.pays() == DUTCH
    assert gruppen(DUTCH).replace("\u00a0", " ") in text(second.get(here))


def test_u14_the_database_refuses_one_person_for_both(owner: Owner, actor: Who) -> None:
    akte = owner.antrag.akte
    assert akte is not None
    row = enter_konto(acting=actor("berg"), akte=akte, iban=DUTCH, kontoinhaber="", gesehen="Ausweis")
    with pytest.raises(IntegrityError, match="kontowechsel_zwei_personen"), transaction.atomic():
        Kontowechsel.objects.filter(id=row.id).update(
            stand="freigegeben", freigegeben_by_id=actor("berg").account_id
        )
    refuse_konto(acting=actor("wolter"), change=row, grund="Der Brief ist nicht von der Person.")
    assert owner.pays() == OLD and owner.change() is None


def test_u14_a_betreuer_needs_the_care_of_the_money(owner: Owner, actor: Who) -> None:
    antrag = owner.antrag
    assert antrag.person is not None
    allowed = {}
    for login, kreise in (("lange", ["behoerden"]), ("kurz", ["vermoegen"])):
        who = register(login)
        asked_for = asked(
            who, vorname="Aylin", nachname="Demir", geburtsdatum=antrag.person.geburtsdatum, aufgabenkreise=kreise
        )
        release_mandate(actor("berg"), asked_for)
        allowed[login] = may_change_konto(acting_as(who), antrag)
    assert allowed == {"lange": False, "kurz": True}


def test_u14_a_later_correction_of_something_else_leaves_the_account_alone(owner: Owner, actor: Who) -> None:
    """The answers still say the first account: what the office took down since stays."""
    akte = owner.antrag.akte
    assert akte is not None
    row = enter_konto(
        acting=actor("berg"), akte=akte, iban=DUTCH, kontoinhaber="", gesehen="Ausweis", eilgrund="Altes Konto ist zu."
    )
    release_konto(acting=actor("oeztuerk"), change=row)
    told = {"arten": "miete", "ab__tag": "1", "ab__monat": "12", "ab__jahr": "2026"}
    here = owner.client.post(f"/antrag/{owner.id}/aenderung/neu", told).url
    amounts = {"grundmiete": "620", "nebenkosten": "140", "heizkosten": "125"}
    owner.client.post(f"{here.rsplit('/', 1)[0]}/frage/miete", amounts)
    assert "/neues-konto" not in owner.client.post(here).url
    assert owner.change() is None and owner.pays() == DUTCH


def test_u14_a_correction_before_the_decision_is_held_too(traeger: Any, actor: Who) -> None:
    antrag = desk.submitted(aylin.answers() | {"konto": True, "iban": OLD, "kontoinhaber": "Aylin Demir"})
    amend_antrag(
        acting=citizen(antrag), antrag=antrag, answers=antrag.antworten | {"iban": THIEF}, anlass="Neues Konto"
    )
    assert antrag.person is not None
    change, bank = konto.open_change(antrag.person), current_bank(antrag.person, clock.today())
    assert change is not None and change.iban == THIEF and bank is not None and bank.iban == OLD
    confirm_konto(acting=citizen(antrag), antrag=antrag, proven=Proven("PIN"))
    assert "konto_pruefen" in tasks(antrag)
