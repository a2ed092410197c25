"""U33: somebody who works here, or a relative, is a client: only a named team knows the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from nahbar.domain.casefile import actions, aktenschutz, queries
from nahbar.domain.casefile.errors import AkteUnknown, OwnMatter, TeamTooSmall
from nahbar.domain.people.actions import create_person
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.procedures.shield_case import AKTE_OF, PAPER

TOKEN = re.compile(r'value="[A-Za-z0-9]{64}"|/arbeit/akte/[0-9a-f-]{36}/')
"""What differs between two answers that are the same."""


@pytest.fixture
def akte(traeger: Any) -> Any:
    person = create_person(acting=MACHINE, vorname="Jörg", nachname="Berg", geburtsdatum=date(1970, 5, 1))
    return actions.open_akte(acting=MACHINE, person=person, gemeinde=None)


@pytest.fixture
def vorgang(akte: Any, staff: dict[str, Any]) -> Any:
    vorgang = actions.open_vorgang(acting=MACHINE, akte=akte, art="erstantrag", titel="Erstantrag")
    actions.add_aufgabe(
        acting=MACHINE, akte=akte, vorgang=vorgang, art="antrag_pruefen", titel="Prüfen", frist=date(2026, 12, 1),
        pool="leistung", owner=staff["berg"],
    )  # fmt: skip
    return vorgang


@pytest.fixture
def protected(vorgang: Any, akte: Any, staff: dict[str, Any], actor: Callable[[str], Actor]) -> Any:
    team = [staff["wolter"].id, staff["oeztuerk"].id]
    return aktenschutz.protect_akte(
        acting=actor("wolter"), akte=akte, grund="eigen", team=team, betroffen=staff["berg"]
    )


def test_a_protected_file_does_not_exist_for_others_U33(
    akte: Any, protected: Any, actor: Callable[[str], Actor], client_for: Callable[[str | None], Any]
) -> None:
    """The same page as for a file that never was: by its address, in search, in the list; the task has gone back."""
    nobody = client_for("berg").get(f"/arbeit/akte/{uuid4()}/")
    for login in ("berg", "maier", "empfang"):
        client = client_for(login)
        hidden = client.get(f"/arbeit/akte/{akte.id}/")
        assert hidden.status_code == (403 if login == "empfang" else 404)
        if login == "berg":
            assert TOKEN.sub("", hidden.content.decode()) == TOKEN.sub("", nobody.content.decode())
        assert akte.aktenzeichen not in client.get("/arbeit/suche", {"q": "Berg Jörg"}).content.decode()
        assert f"/akte/{akte.id}" not in client.get("/arbeit/suche", {"q": akte.aktenzeichen}).content.decode()
        assert queries.work_list(actor(login)) == []
        assert client.post(f"/arbeit/akte/{akte.id}/oeffnen", {"zweck": "Neugier"}).status_code in (403, 404)
    assert queries.accesses(akte) == []
    (task,) = queries.work_list(actor("wolter"))
    assert task.owner_id is None


def test_the_team_works_with_it_as_with_any_file_U33(
    akte: Any, protected: Any, actor: Callable[[str], Actor], client_for: Callable[[str | None], Any]
) -> None:
    assert client_for("oeztuerk").get(f"/arbeit/akte/{akte.id}/").status_code == 200
    assert [hit.aktenzeichen for hit in queries.search_akten("Berg", hidden=aktenschutz.hidden_akten(actor("wolter")))]
    assert len(queries.work_list(actor("oeztuerk"))) == 1


def test_nobody_is_in_the_team_of_the_own_matter_and_two_are_needed_U33(
    akte: Any, staff: dict[str, Any], actor: Callable[[str], Actor]
) -> None:
    lead = actor("wolter")
    with pytest.raises(OwnMatter):
        team = [staff["berg"].id, staff["wolter"].id]
        aktenschutz.protect_akte(acting=lead, akte=akte, grund="eigen", team=team, betroffen=staff["berg"])
    with pytest.raises(TeamTooSmall):
        team = [staff["wolter"].id, staff["post"].id]
        aktenschutz.protect_akte(acting=lead, akte=akte, grund="eigen", team=team)


def test_a_team_lead_whose_own_matter_it_is_neither_sees_nor_ends_it_U33(
    akte: Any, staff: dict[str, Any], actor: Callable[[str], Actor], client_for: Callable[[str | None], Any]
) -> None:
    team = [staff["maier"].id, staff["oeztuerk"].id]
    row = aktenschutz.protect_akte(
        acting=MACHINE, akte=akte, grund="angehoerig", team=team, betroffen=staff["wolter"]
    )
    client = client_for("wolter")
    assert akte.aktenzeichen not in client.get("/arbeit/geschuetzt").content.decode()
    assert client.post(f"/arbeit/geschuetzt/{row.id}", {"tat": "beenden"}).status_code == 404
    with pytest.raises(OwnMatter):
        aktenschutz.end_protection(acting=actor("wolter"), schutz=row)
    with pytest.raises(AkteUnknown):
        aktenschutz.must_know(actor("wolter"), akte.id)


def test_protect_name_another_team_and_end_by_the_page_U33(
    akte: Any, staff: dict[str, Any], actor: Callable[[str], Actor], client_for: Callable[[str | None], Any]
) -> None:
    client = client_for("wolter")
    form = {"aktenzeichen": akte.aktenzeichen, "grund": "eigen", "betroffen": staff["berg"].id}
    form["team"] = [staff["maier"].id]
    assert "mindestens zwei" in client.post("/arbeit/geschuetzt", form).content.decode()
    form["team"] = [staff["maier"].id, staff["oeztuerk"].id]
    assert client.post("/arbeit/geschuetzt", form).status_code == 302
    page = client.get("/arbeit/geschuetzt").content.decode()
    assert akte.aktenzeichen in page
    assert "Jörg Berg" not in page
    row = aktenschutz.running_of(akte)
    assert row is not None
    assert client.get(f"/arbeit/akte/{akte.id}/").status_code == 404  # the lead named others
    team = [staff["maier"].id, staff["wolter"].id]
    assert client.post(f"/arbeit/geschuetzt/{row.id}", {"team": team}).status_code == 302
    assert client.get(f"/arbeit/akte/{akte.id}/").status_code == 200
    assert client.post(f"/arbeit/geschuetzt/{row.id}", {"tat": "beenden"}).status_code == 302
    assert client_for("berg").get(f"/arbeit/akte/{akte.id}/").status_code == 200


def _patterns(resolver: URLResolver) -> list[URLPattern]:
    found: list[URLPattern] = []
    for one in resolver.url_patterns:
        found += _patterns(one) if isinstance(one, URLResolver) else [one]
    return found


OF_NO_FILE = {
    "angebot_id", "beitrag_id", "gemeinde_id", "hint_id", "lauf_id", "nummer_id", "original_id", "ort_id",
    "quittung_id", "raum_id", "regel_id", "ruf_id", "satz_id", "schutz_id", "sitzung_id", "stapel_id", "terminal_id",
    "vorlage_id", "vorschlag_id",
}  # fmt: skip
"""Ids in addresses that name no single file: places, batches, devices, texts; numbers of the queue are nameless."""


def test_every_address_of_the_workplace_knows_whose_file_it_names_U33() -> None:
    """A new address with a new kind of id is either guarded or said to name no file."""
    workplace = next(one for one in get_resolver().url_patterns if getattr(one, "namespace", "") == "workplace")
    assert isinstance(workplace, URLResolver)
    named = {
        name for pattern in _patterns(workplace) for name, kind in pattern.pattern.converters.items()
        if type(kind).__name__ == "UUIDConverter"
    }  # fmt: skip
    assert named - set(AKTE_OF) - OF_NO_FILE == set()
    assert set(AKTE_OF) <= named
    assert set(AKTE_OF) > PAPER
    assert all(AKTE_OF[name](UUID(int=1)) in (None, UUID(int=1)) for name in ("akte_id",))


def test_each_kind_of_id_leads_to_a_file_U33(traeger: Any) -> None:
    for read in AKTE_OF.values():
        read(uuid4())  # the path of each exists in the tables
