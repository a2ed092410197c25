"""Who acts for whom: release, scope, end by the clock, consent, contradictions (J6, U16, U17, U36, U12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from nahbar.domain.applications import actions as applications
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Upload, Vertretung, Zustimmung
from nahbar.domain.applications.policies import acts_for, can_change_answers
from nahbar.domain.applications.queries import antrag_by_id
from nahbar.domain.applications.vertretung_errors import (
    CodeUnusable,
    NotAllowedHere,
    PersonMissing,
    ProofMissing,
    ScopeMissing,
    VertretungUnknown,
)
from nahbar.domain.applications.vertretung_policies import ABSENDEN, BEARBEITEN, POST, SEHEN, UNTERLAGEN, rights
from nahbar.domain.applications.vertretung_queries import (
    contradictions,
    empfaenger,
    kandidaten,
    open_consents,
    vertretung_by_id,
)
from nahbar.domain.casefile.models import Aufgabe, Eintrag
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.vertretung_frist import period_start
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.roles import Actor, Role
from nahbar.procedures.add_upload import add_upload
from nahbar.procedures.allow_helper import name_empfang, show_helper_code, use_helper_code
from nahbar.procedures.amend_antrag import amend_antrag
from nahbar.procedures.answer_zustimmung import answer_zustimmung
from nahbar.procedures.end_vertretung import end_vertretung, note_ended_mandates
from nahbar.procedures.record_posting import record_posting
from nahbar.procedures.request_vertretung import ProofRefused, Request, request_vertretung
from nahbar.procedures.save_answers import save_answers
from nahbar.procedures.secure_for_vertretung import secure_for_vertretung
from nahbar.procedures.submit_antrag import submit_antrag
from nahbar.procedures.withdraw_antrag import withdraw_antrag
from nahbar.questionnaire.model import PageRef
from tests.benefits import timo
from tests.platform.intake_samples import jpeg
from tests.procedures import desk
from tests.procedures.acting import BORN, acting_as, asked, register, released
from tests.procedures.acting import born as acting_born

Who = Callable[[str], Actor]


def elfriede() -> dict[str, Any]:
    """Answers in which Elfriede Schulte is the applicant."""
    return timo.answers() | {"vorname": "Elfriede", "nachname": "Schulte", "geburtsdatum": BORN.isoformat()}


def submitted_by_her(**answers: Any) -> Antrag:
    return desk.submitted(elfriede() | answers)


def of_working_age() -> Antrag:
    """Hers, as if she were young enough for the Grundsicherungsgeld: it can be granted."""
    return submitted_by_her(geburtsdatum=timo.answers()["geburtsdatum"])


def mandate(actor: Who, antrag: Antrag | None = None, login: str = "lange", **more: Any) -> tuple[Actor, Vertretung]:
    """Dr. Lange released for Elfriede Schulte; his Actor and the mandate."""
    who = register(login)
    row = released(actor("berg"), asked(who, kennung=antrag.nummer if antrag else "", **more))
    return acting_as(who), row


def tasks(antrag: Antrag) -> set[str]:
    return set(Aufgabe.objects.filter(akte=antrag.akte, erledigt_at=None).values_list("art", flat=True))


def test_j6_nothing_opens_before_release_and_everything_in_scope_after(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    lange = register()
    row = asked(lange, kennung=antrag.nummer)
    assert acting_as(lange).befugnisse == ()
    assert not can_change_answers(acting_as(lange), antrag)
    released(actor("berg"), row)
    who = acting_as(lange)
    assert {one.antrag_id for one in who.befugnisse} == {antrag.id}
    assert all(acts_for(who, antrag, right) for right in (SEHEN, BEARBEITEN, UNTERLAGEN, ABSENDEN, POST))
    assert who.kind == "representative" and who.role_label == "Vertretung"
    assert Eintrag.objects.filter(akte=antrag.akte, art="vertretung_frei", fuer_buerger=True).exists()


def test_j6_release_needs_proof_person_and_scope(actor: Who, traeger: Any) -> None:
    row = asked(register())
    staff = actor("berg")
    with pytest.raises(ProofMissing):
        released(staff, row, person_verglichen=False)
    with pytest.raises(PersonMissing):
        released(staff, row, fuer="p:01900000-0000-7000-8000-000000000000")
    with pytest.raises(ScopeMissing):
        released(staff, row, aufgabenkreise=["gesundheit"])
    with pytest.raises(NotAllowedHere):
        released(actor("empfang"), row)
    assert Vertretung.objects.get(id=row.id).stand == "beantragt"


def test_j6_a_known_person_is_found_by_staff_and_never_by_asking(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    known = asked(register(), vorname="elfriede", nachname="SCHULTE")
    unknown = asked(register("andere"), nachname="Niemand")
    assert [one.key for one in kandidaten(known)] == [f"p:{antrag.person_id}", "neu"]
    assert [one.key for one in kandidaten(unknown)] == ["neu"]
    assert (known.stand, known.person_id) == (unknown.stand, unknown.person_id) == ("beantragt", None)


def test_j6_a_proof_that_cannot_be_read_is_refused_with_its_reason(actor: Who, traeger: Any) -> None:
    lange = register()
    request = Request(art="betreuung", vorname="E", nachname="S", geburtsdatum=BORN)
    with pytest.raises(ProofRefused, match="leer"):
        request_vertretung(acting=acting_as(lange), vertreter=lange, request=request, filename="a.pdf", data=b"")


def test_j6_he_applies_for_her_and_every_write_names_him(actor: Who, traeger: Any) -> None:
    who, row = mandate(actor)
    secured = secure_for_vertretung(acting=who, vertretung=row, leistung="grundsicherungsgeld")
    who = acting_as(row.vertreter)
    antrag = secured.antrag
    named = {"vorname": "Elfriede", "nachname": "Schulte"}
    save_answers(acting=who, antrag=antrag, ref=PageRef("name"), values=named)
    applications.store_answers(acting=who, antrag=applications.lock(antrag), antworten=elfriede())
    sent = submit_antrag(acting=who, antrag=antrag)
    assert sent.person_id == row.person_id and str(sent.person) == "Elfriede Schulte"
    assert sent.account_id is None
    state = sent.antwortstaende.get()
    assert (state.akteur_art, str(state.account_id)) == ("representative", who.id)
    assert set(Eintrag.objects.filter(akte=sent.akte, art="antrag_eingegangen").values_list("akteur")) == {
        ("Vertretung",)
    }


def test_j6_access_ends_by_itself_and_open_deadlines_are_listed(actor: Who, traeger: Any, now: Any) -> None:
    antrag = submitted_by_her()
    who, row = mandate(actor, antrag, bis=date(2027, 3, 31))
    now.set("2027-03-31T23:59")
    assert acts_for(acting_as(row.vertreter), antrag, SEHEN)
    now.set("2027-04-01T00:00")
    assert acting_as(row.vertreter).befugnisse == ()  # no job has run
    assert empfaenger(antrag) is None
    note_ended_mandates(traeger.id)
    note_ended_mandates(traeger.id)
    task = Aufgabe.objects.get(akte=antrag.akte, art="vertretung_beendet")
    assert "offene Fristen" in task.titel and task.pool == "leistung"
    line = Eintrag.objects.get(akte=antrag.akte, art="vertretung_beendet").text
    assert "Antrag prüfen bis 30.11.2026" in line


def _decided(actor: Who, antrag: Antrag) -> tuple[Entscheidung, Brief, Brief]:
    """A released decision with the letter to the Betreuer and the copy to her."""
    row = desk.released(actor, antrag)
    assert row.brief is not None
    return row, row.brief, Brief.objects.get(art="bescheid_kopie")


def test_j6_the_bescheid_goes_to_the_betreuer_and_a_copy_to_her(actor: Who, traeger: Any, tmp_path: Path) -> None:
    antrag = of_working_age()
    mandate(actor, antrag)
    row, brief, copy = _decided(actor, antrag)
    text, her = desk.text_of(brief, tmp_path), desk.text_of(copy, tmp_path)
    for line in (
        "Betreuungsbüro Lange",
        "Guten Tag Dr. Anton Lange,",
        "für Elfriede Schulte",
        "Marktstraße 4",
        "48599",
    ):
        assert str(line) in text
    assert "Marktstraße" not in her and "Guten Tag Elfriede Schulte," in her
    assert (brief.art, copy.art, copy.weg) == ("bescheid", "bescheid_kopie", "post")
    assert period_start(row) is None  # nothing has left the house


@pytest.mark.parametrize(
    ("to_him", "to_her", "first", "until"),
    [
        ("2026-11-26", "2026-11-26", "Dr. Anton Lange", "2026-12-30"),
        ("2026-11-27", "2026-11-26", "Elfriede Schulte", "2026-12-30"),
        ("2026-11-26", "2026-11-30", "Dr. Anton Lange", "2026-12-30"),
    ],
)
def test_j6_the_first_receipt_begins_the_period(
    actor: Who, traeger: Any, now: Any, day: Callable[[str], date], to_him: str, to_her: str, first: str, until: str
) -> None:
    """§ 37 Abs. 2 SGB X: the fourth day after posting; § 84 SGG: one month from the first of both."""
    antrag = of_working_age()
    mandate(actor, antrag)
    row, brief, copy = _decided(actor, antrag)
    now.set("2026-12-01T09:00")
    record_posting(acting=actor("post"), brief=brief, posted_on=day(to_him))
    record_posting(acting=actor("post"), brief=copy, posted_on=day(to_her))
    began = period_start(Entscheidung.objects.get(id=row.id))
    assert began is not None
    assert (began.an, began.widerspruch_bis) == (first, day(until))


def test_u16_under_einwilligungsvorbehalt_her_copy_begins_nothing(
    actor: Who, traeger: Any, now: Any, day: Callable[[str], date]
) -> None:
    antrag = of_working_age()
    mandate(actor, antrag, einwilligungsvorbehalt=True)
    row, brief, copy = _decided(actor, antrag)
    now.set("2026-12-01T09:00")
    record_posting(acting=actor("post"), brief=copy, posted_on=day("2026-11-24"))
    assert period_start(Entscheidung.objects.get(id=row.id)) is None
    record_posting(acting=actor("post"), brief=brief, posted_on=day("2026-11-27"))
    began = period_start(Entscheidung.objects.get(id=row.id))
    assert began is not None and (began.an, began.kopie) == ("Dr. Anton Lange", False)


def test_j6_after_the_end_letters_go_to_her_again(actor: Who, traeger: Any, tmp_path: Path) -> None:
    antrag = of_working_age()
    _, row = mandate(actor, antrag)
    end_vertretung(acting=actor("berg"), vertretung=row, grund="Beschluss")
    decision = desk.released(actor, antrag_by_id(antrag.id))
    assert decision.brief is not None and "Marktstraße" not in desk.text_of(decision.brief, tmp_path)
    assert not Brief.objects.filter(art="bescheid_kopie").exists()


def test_u16_two_betreuer_each_with_own_scope(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    money, _ = mandate(actor, antrag, "geld", aufgabenkreise=("vermoegen",))
    home, _ = mandate(actor, antrag, "heim", aufgabenkreise=("wohnung",))
    assert can_change_answers(money, antrag)
    assert acts_for(home, antrag, UNTERLAGEN) and not acts_for(home, antrag, ABSENDEN)
    with pytest.raises(AntragUnknown):
        amend_antrag(acting=home, antrag=antrag, answers=antrag.antworten, anlass="x")
    letters = empfaenger(antrag)
    assert letters is not None and letters.vertretung.vertreter.account.login == "geld"


def test_u16_own_act_under_einwilligungsvorbehalt_is_kept_marked_and_asked(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    who, row = mandate(actor, antrag, einwilligungsvorbehalt=True)
    her = desk.citizen(antrag)
    changed = amend_antrag(
        acting=her, antrag=antrag, answers=antrag.antworten | {"telefon": "0170 5550199"}, anlass="Neue Nummer"
    )
    assert changed.antworten_nr == 2
    asked_for = open_consents(antrag)
    assert [(one.handlung, one.vertretung_id) for one in asked_for] == [("aendern", row.id)]
    assert "zustimmung_offen" in tasks(antrag)
    stranger, _ = mandate(actor, None, "fremd", nachname="Niemand")
    with pytest.raises(VertretungUnknown):
        answer_zustimmung(acting=stranger, zustimmung=asked_for[0], ja=True)
    answer_zustimmung(acting=who, zustimmung=asked_for[0], ja=True)
    assert open_consents(antrag) == [] and "zustimmung_offen" not in tasks(antrag)


def test_u16_without_einwilligungsvorbehalt_she_acts_alone(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    mandate(actor, antrag)
    her = desk.citizen(antrag)
    amend_antrag(acting=her, antrag=antrag, answers=antrag.antworten | {"telefon": "0170 5550199"}, anlass="Neu")
    assert open_consents(antrag) == [] and withdraw_antrag(acting=her, antrag=antrag).stand == "zurueckgenommen"


def test_u16_a_betreuer_who_is_the_landlord_is_flagged(actor: Who, traeger: Any) -> None:
    row = asked(register(), konflikt="Ich vermiete die Wohnung.")
    assert released(actor("berg"), row).konflikt == "Ich vermiete die Wohnung."


def test_u17_two_answers_are_both_kept_and_make_a_task(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    who, row = mandate(actor, antrag)
    rent = antrag.antworten["grundmiete"]
    amend_antrag(acting=who, antrag=antrag, answers=antrag.antworten | {"grundmiete": "455.00"}, anlass="Vertrag")
    found = contradictions(antrag)
    assert [one["pfad"] for one in found] == ["grundmiete"]
    said = {a.urheber: a.wert for a in found[0]["angaben"]}
    assert said == {"person": rent, str(row.vertreter_id): "455.00"}
    assert "angaben_widersprechen" in tasks(antrag)
    assert [state.antworten["grundmiete"] for state in antrag.antwortstaende.all()] == [rent, "455.00"]
    # once they agree there is nothing left to compare, whoever says something next
    amend_antrag(acting=who, antrag=antrag_by_id(antrag.id), answers=antrag.antworten, anlass="geirrt")
    assert contradictions(antrag) == []


def test_u17_in_a_draft_the_other_answer_stays_until_the_office_compares(actor: Who, traeger: Any) -> None:
    who, row = mandate(actor)
    antrag = secure_for_vertretung(acting=who, vertretung=row, leistung="grundsicherungsgeld").antrag
    who, her = acting_as(row.vertreter), desk.citizen(antrag)
    ref = PageRef("name")
    save_answers(acting=who, antrag=antrag, ref=ref, values={"vorname": "Elfriede", "nachname": "Schulte"})
    save_answers(acting=her, antrag=antrag, ref=ref, values={"vorname": "Elfi", "nachname": "Schulte"})
    (one,) = contradictions(antrag)
    assert {a.text for a in one["angaben"]} == {"Elfriede", "Elfi"}
    save_answers(acting=her, antrag=antrag, ref=ref, values={"vorname": "Elfriede", "nachname": "Schulte"})
    assert contradictions(antrag) == []


def test_u17_papers_of_both_sides_are_kept_and_compared(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    who, row = mandate(actor, antrag)
    add_upload(acting=desk.citizen(antrag), antrag=antrag, nachweis_key="mietvertrag", filename="a.jpg", data=jpeg())
    assert "unterlagen_vergleichen" not in tasks(antrag)
    other = jpeg(quality=40)
    add_upload(acting=who, antrag=antrag, nachweis_key="mietvertrag", filename="b.jpg", data=other)
    assert "unterlagen_vergleichen" in tasks(antrag)
    sent = Upload.objects.filter(antrag=antrag, angenommen=True).order_by("at")
    assert [getattr(u, "einsendung", None) is not None for u in sent] == [False, True]


@pytest.mark.parametrize(("born", "waits"), [("2009-11-24", True), ("2008-11-23", False)])
def test_u36_a_withdrawal_at_15_to_17_needs_the_parents(actor: Who, traeger: Any, born: str, waits: bool) -> None:
    """§ 36 Abs. 2 S. 2 SGB I: kept and asked for, the application stays until they agree."""
    antrag = acting_born(submitted_by_her(), born)
    withdraw_antrag(acting=desk.citizen(antrag), antrag=antrag)
    assert antrag_by_id(antrag.id).stand == ("eingegangen" if waits else "zurueckgenommen")
    if waits:
        (asked_for,) = open_consents(antrag)
        with pytest.raises(NotAllowedHere):
            answer_zustimmung(acting=desk.citizen(antrag), zustimmung=asked_for, ja=True)
        answer_zustimmung(acting=actor("berg"), zustimmung=asked_for, ja=True)
        assert antrag_by_id(antrag.id).stand == "zurueckgenommen"


def test_u36_parents_with_a_mandate_are_asked_and_may_say_no(actor: Who, traeger: Any) -> None:
    antrag = acting_born(submitted_by_her(), "2009-11-24")
    parent, row = mandate(actor, antrag, art="eltern", geburtsdatum=date(2009, 11, 24))
    withdraw_antrag(acting=desk.citizen(antrag), antrag=antrag)
    (asked_for,) = open_consents(antrag)
    assert asked_for.vertretung_id == row.id
    answer_zustimmung(acting=parent, zustimmung=asked_for, ja=False)
    assert antrag_by_id(antrag.id).stand == "eingegangen"
    assert Zustimmung.objects.get(id=asked_for.id).stand == "verweigert"


def test_u12_letters_go_to_the_counselling_office(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    name_empfang(
        acting=desk.citizen(antrag), antrag=antrag, name="Frau Ebbing", organisation="Wohnungslosenhilfe Borken",
        strasse="Heidener Straße", hausnummer="7", plz="46325", ort="Borken",
    )  # fmt: skip
    found = empfaenger(antrag)
    assert found is not None
    assert found.lines == ("Wohnungslosenhilfe Borken", "Frau Ebbing", "Heidener Straße 7", "46325 Borken")


def test_a_helper_may_do_what_the_citizen_ticked_and_no_more(actor: Who, traeger: Any, now: Any) -> None:
    antrag = submitted_by_her()
    her, helper = desk.citizen(antrag), register("caritas", "Jana Ott", "Caritas Ahaus")
    code = show_helper_code(acting=her, antrag=antrag, darf=[SEHEN, UNTERLAGEN, POST]).code
    with pytest.raises(CodeUnusable):
        use_helper_code(acting=acting_as(helper), vertreter=helper, code="7F3K-92QX")
    now.set("2026-11-23T21:50")
    row = use_helper_code(acting=acting_as(helper), vertreter=helper, code=code.lower())
    who = acting_as(helper)
    assert {right for one in who.befugnisse for right in one.darf} == {SEHEN, UNTERLAGEN}
    with pytest.raises(AntragUnknown):
        submit_antrag(acting=who, antrag=antrag)
    with pytest.raises(CodeUnusable):
        use_helper_code(acting=who, vertreter=helper, code=code)
    end_vertretung(acting=her, vertretung=vertretung_by_id(row.id))
    assert acting_as(helper).befugnisse == ()


def test_a_helper_code_lives_a_quarter_of_an_hour(actor: Who, traeger: Any, now: Any) -> None:
    antrag, helper = submitted_by_her(), register("caritas")
    code = show_helper_code(acting=desk.citizen(antrag), antrag=antrag, darf=[SEHEN]).code
    now.set("2026-11-23T21:56")
    with pytest.raises(CodeUnusable):
        use_helper_code(acting=acting_as(helper), vertreter=helper, code=code)


def test_she_ends_what_she_gave_and_the_court_ends_a_betreuung(actor: Who, traeger: Any) -> None:
    antrag = submitted_by_her()
    _, row = mandate(actor, antrag)
    with pytest.raises(VertretungUnknown):
        end_vertretung(acting=desk.citizen(antrag), vertretung=row)
    _, full = mandate(actor, antrag, "tochter", art="vollmacht")
    end_vertretung(acting=desk.citizen(antrag), vertretung=full)
    assert vertretung_by_id(full.id).stand == "beendet"
    assert "vertretung_beendet" in tasks(antrag)


def test_rights_follow_kind_and_scope() -> None:
    assert rights("betreuung", ["gesundheit"], []) == frozenset()
    assert rights("beratung", [], ["absenden", "post", "verfahren"]) == {SEHEN, ABSENDEN}
    assert rights("vollmacht", [], []) == frozenset()
    assert rights("empfang", [], []) == {POST}


def test_staff_without_files_and_citizens_cannot_release(actor: Who, traeger: Any) -> None:
    row = asked(register())
    for who in (actor("post"), actor("kasse"), Actor("citizen", "-", frozenset({Role.CITIZEN}))):
        with pytest.raises(NotAllowedHere):
            released(who, row)
