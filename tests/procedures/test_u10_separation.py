"""U10: a couple separates on 14 November, both still in the flat: two households, two files, each sees only its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from nahbar.benefits import registry
from nahbar.domain.applications.access import antrag_for_access
from nahbar.domain.applications.aenderung import answers_before
from nahbar.domain.applications.errors import AccessRefused
from nahbar.domain.applications.models import Antrag, Trennung
from nahbar.domain.applications.queries import antrag_by_id, current_code
from nahbar.domain.applications.trennung import shared_letters, split_answers
from nahbar.domain.decisions.errors import AlreadyDecided, NothingToSeparate, RoleMissing
from nahbar.domain.decisions.trennung import split_month
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.accounts.session import ANTRAEGE, TRAEGER
from nahbar.procedures.protect_address import ask_for_protection
from nahbar.procedures.separate_couple import Separated, separate_couple
from nahbar.procedures.start_aenderung import start_aenderung
from nahbar.procedures.submit_aenderung import submit_aenderung
from tests.benefits import timo
from tests.procedures import desk
from tests.surfaces.leaks import hunt, routes
from tests.surfaces.test_vertretung import client_of

Who = Callable[[str], Actor]
NOVEMBER, TAG = date(2026, 11, 1), date(2026, 11, 14)
MIA = {
    "id": "p2", "vorname": "Mia", "nachname": "Krüger", "geburtsdatum": "1985-02-01", "rolle": "partner",
    "arbeitsfaehig": True, "staatsangehoerigkeit": "deutsch", "kv_art": "gesetzlich", "krankenkasse": "AOK",
    "rv_nummer": "55 010285 K 509", "lage": ["keine"], "bisher": ["familie"], "einkommen_arten": ["keine"],
}  # fmt: skip
PAUL = {
    "id": "p3", "vorname": "Paul", "nachname": "Krüger", "geburtsdatum": "2018-05-05", "rolle": "kind",
    "eltern": "nur_partner", "kindergeld": "259.00", "unterhalt": "0.00", "unterhaltsvorschuss": "0.00",
    "anderes_geld": False,
}  # fmt: skip


def couple(*children: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Timo and Mia, warm rent 430 euro, nobody has any income."""
    return timo.answers(
        familienstand="verheiratet", personen=[MIA, *children], _zaehler={"personen": 4}, flaeche_qm=60, **more
    )


def told(actor: Who, now: Any, *children: dict[str, Any], letter_on: str = "2026-11-05T10:00") -> tuple[Antrag, Antrag]:
    """Granted to both early in November; on 16 November Timo says that they separated on the 14th."""
    now.set("2026-11-02T09:00")
    antrag = desk.submitted(couple(*children))
    now.set(letter_on)
    row = desk.released(actor, antrag)
    Brief.objects.filter(id=row.brief_id).update(stand="versandt", aufgegeben_am=date(2026, 11, 5))
    now.set("2026-11-16T09:00")
    root = antrag_by_id(antrag.id)
    draft = start_aenderung(acting=desk.citizen(root), antrag=root, arten=["trennung"], ab=TAG)
    return root, submit_aenderung(acting=desk.citizen(root), antrag=draft)


def test_u10_two_households_and_the_flat_by_heads() -> None:
    """§ 7 Abs. 3 Nr. 3 Buchst. a, § 22 Abs. 1 SGB II: two times 563 and half of 430 each, computed by hand."""
    benefit = registry.get("grundsicherungsgeld")
    first, second = split_answers(couple(), ["p2"], TAG)
    joint = benefit.calculate(benefit.facts_from_answers(couple(), NOVEMBER), NOVEMBER)
    # together: 2 × (506,00 + 215,00) = 1.442,00
    assert [p.anspruch for p in joint.personen] == [72_100, 72_100] and joint.summe == 144_200
    for answers in (first, second):
        own = benefit.calculate(benefit.facts_from_answers(answers, NOVEMBER), NOVEMBER)
        me = next(p for p in own.personen if p.id == "p1")
        # alone with somebody else in the flat: 563,00 + 430,00 / 2 = 778,00
        assert (me.regelbedarf, me.kdu, me.anspruch, own.summe) == (56_300, 21_500, 77_800, 77_800)
    assert second["vorname"] == "Mia" and second["familienstand"] == "getrennt"
    assert first["getrennt_seit"] == second["getrennt_seit"] == "2026-11-14"
    for theirs in ("iban", "telefon", "vermoegen", "konto"):
        assert theirs not in second
    assert set(first["personen"][0]) == {"id", "vorname", "nachname", "geburtsdatum", "rolle", "gemeinsam"}


def test_u10_a_child_goes_with_its_parent_and_stays_a_head_of_the_flat() -> None:
    """Three heads: 430 / 3 = 143,33, the cent that is left to the last; Paul is in his mother's household alone."""
    benefit = registry.get("grundsicherungsgeld")
    first, second = split_answers(couple(PAUL), ["p2", "p3"], TAG)
    stays = benefit.facts_from_answers(first, NOVEMBER)
    goes = benefit.facts_from_answers(second, NOVEMBER)
    assert [p["rolle"] for p in stays["personen"]] == ["antragsteller", "haushaltsmitglied", "haushaltsmitglied"]
    assert sorted(p["rolle"] for p in goes["personen"]) == ["antragsteller", "haushaltsmitglied", "kind"]
    his, hers = benefit.calculate(stays, NOVEMBER), benefit.calculate(goes, NOVEMBER)
    assert [p.id for p in his.personen if p.anspruch] == ["p1"]
    assert {p.id for p in hers.personen if p.in_bg} == {"p1", "p3"}
    assert {p.kdu for p in (*his.personen, *hers.personen)} <= {14_333, 14_334}


def test_u10_the_month_of_the_separation_by_30ths(actor: Who, now: Any) -> None:
    """§ 41 Abs. 1 SGB II: 13 days together, 17 apart. 721,00 × 13/30 = 312,43; 778,00 × 17/30 = 440,87; 753,30 each."""
    root, change = told(actor, now)
    row = separate_couple(acting=actor("berg"), antrag=change, kinder=[]).trennung
    lines = split_month(row, answers_before(change))
    assert [(x.name, x.vorher_voll, x.nachher_voll, x.tage_vorher, x.tage_nachher) for x in lines] == [
        ("Timo Krüger", 72_100, 77_800, 13, 17), ("Mia Krüger", 72_100, 77_800, 13, 17),
    ]  # fmt: skip
    assert [(x.vorher, x.nachher, x.summe) for x in lines] == [(31_243, 44_087, 75_330)] * 2


def test_u10_each_has_a_file_a_line_and_a_code(actor: Who, now: Any) -> None:
    root, change = told(actor, now)
    old = current_code(root)
    both = client_of(**{ANTRAEGE: [str(root.id)], TRAEGER: str(root.traeger_id)})
    assert both.get(f"/antrag/{root.id}/status").status_code == 200
    done: Separated = separate_couple(acting=actor("berg"), antrag=change, kinder=[])
    own = antrag_by_id(done.trennung.eigener_id)
    assert (own.wirkt_ab, own.stand, str(own.person)) == (TAG, "gesichert", "Mia Krüger")
    assert own.akte_id != root.akte_id and own.stamm_id is None and own.person_id != root.person_id
    assert antrag_for_access(done.zugang.code, done.zugang.pin).id == own.id
    assert current_code(root) != old and both.get(f"/antrag/{root.id}/status").status_code != 200
    with pytest.raises(AccessRefused):
        antrag_for_access(old, "000000")
    with pytest.raises(AlreadyDecided):
        separate_couple(acting=actor("berg"), antrag=antrag_by_id(change.id), kinder=[])
    assert Trennung.objects.count() == 1
    his = antrag_by_id(change.id).antworten
    assert [one["rolle"] for one in his["personen"]] == ["mitbewohner"]


def test_u10_old_letters_for_both_new_data_for_the_owner_and_her_new_address_hidden(
    actor: Who, now: Any, tmp_path: Path
) -> None:
    """U10: letters of before the 14th stay for both; later ones and her new address are nobody else's."""
    root, change = told(actor, now)
    done = separate_couple(acting=actor("berg"), antrag=change, kinder=[])
    own = antrag_by_id(done.trennung.eigener_id)
    now.set("2026-11-18T09:00")
    ask_for_protection(acting=desk.citizen(own), antrag=own, neuer_code=False)
    secret = {"strasse": "Zufluchtsgasse", "hausnummer": "77z", "plz": "98764", "ort": "Schutzhausen"}
    Antrag.objects.filter(id=own.id).update(antworten={**own.antworten, **secret})
    type(own.person).objects.filter(id=own.person_id).update(**secret)
    Brief.objects.filter(akte_id=root.akte_id, created_at__gte="2026-11-14T00:00+01:00").update(stand="versandt")
    letters = shared_letters(own)
    assert [brief.art for brief in letters] == ["bescheid"] and shared_letters(root) == []
    hers, his = client_of(**{ANTRAEGE: [str(own.id)]}), client_of(**{ANTRAEGE: [str(root.id), str(change.id)]})
    page = hers.get(f"/antrag/{own.id}/post").content.decode()
    assert "Briefe von vor der Trennung" in page
    assert hers.get(f"/antrag/{own.id}/post/gemeinsam/{letters[0].id}")["Content-Type"] == "application/pdf"
    later = Brief.objects.filter(akte_id=root.akte_id).exclude(id=letters[0].id).first()
    assert later is not None
    assert hers.get(f"/antrag/{own.id}/post/gemeinsam/{later.id}").status_code == 404
    assert hers.get(f"/antrag/{root.id}/status").status_code != 200
    assert his.get(f"/antrag/{own.id}/post").status_code == 404
    assert his.get(f"/antrag/{root.id}/post").status_code == 200
    starts = [*routes("antrag/<uuid:antrag_id>", root.id), *routes("antrag/<uuid:antrag_id>", change.id),
              *routes("antrag/<uuid:antrag_id>", own.id)]  # fmt: skip
    leaks, read = hunt(his, starts, ("Zufluchtsgasse", "98764", "Schutzhausen", own.nummer), tmp_path)
    assert leaks == {} and len(read) > 15 and not [one for one in read if str(own.id) in one]


def test_u10_only_the_office_and_only_a_separation(
    actor: Who, now: Any, client_for: Callable[[str | None], Client]
) -> None:
    root, change = told(actor, now, PAUL)
    with pytest.raises(RoleMissing):
        separate_couple(acting=actor("empfang"), antrag=change, kinder=[])
    with pytest.raises(NothingToSeparate):
        separate_couple(acting=actor("berg"), antrag=root, kinder=[])
    berg = client_for("berg")
    berg.post(f"/arbeit/akte/{root.akte_id}/oeffnen", {"zweck": "Vorsprache im Haus"})
    here = f"/arbeit/aenderung/{change.id}"
    assert "Welche Kinder gehören zu Mia" in berg.get(here).content.decode()
    shown = berg.post(f"{here}/trennen", {"kinder": "p3"}).content.decode()
    assert Trennung.objects.get().mit == ["p2", "p3"] and "Der Antrag ist gesichert" in shown
    assert "Monat der Trennung nach Tagen" in berg.get(here).content.decode()
