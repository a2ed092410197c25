"""Towns go live one by one (O01–O05): states, gates, features, letterheads that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from nahbar.domain.rollout import queries
from nahbar.domain.rollout.errors import (
    FeatureUnknown,
    GateRed,
    GrundMissing,
    LetterheadWrong,
    NotAllowed,
    SameState,
    TerminWrong,
    VersionUnknown,
)
from nahbar.domain.rollout.heads import house_of, letterhead
from nahbar.procedures.advance_rollout import advance_rollout
from nahbar.procedures.change_gemeinde import (
    change_letterhead,
    present_values,
    restore_letterhead,
    set_gate,
    switch_feature,
)

Who = Callable[[str], Any]


def town(name: str = "Rhede") -> Any:
    from nahbar.platform.tenancy.models import Gemeinde

    return queries.gemeinde_by_id(Gemeinde.objects.get(name=name).id)


def to(actor: Who, name: str, nach: str, termin: date | None = None, grund: str = "Kreistag") -> Any:
    return advance_rollout(acting=actor("betrieb"), gemeinde=town(name), nach=nach, termin=termin, grund=grund)


def all_green(actor: Who, name: str, *, without: str = "") -> None:
    for gate in queries.gates(town(name)):
        if gate.gate.key != without:
            set_gate(
                acting=actor("betrieb"), gemeinde=town(name), key=gate.gate.key, erfuellt=True,
                gemessen=1000 if gate.gate.unit else None,
            )  # fmt: skip


def test_a_town_without_a_roll_out_is_live(actor: Who) -> None:
    """An office that was set up as a whole has no plan to keep."""
    assert queries.is_live(town()) and queries.is_live(None)
    assert queries.feature_live(town(), "termine") and not queries.feature_live(town(), "brieftaube")


def test_one_is_put_off_without_a_day_and_the_others_go_on(actor: Who) -> None:
    """O02: «Einen neuen Termin konnte das Unternehmen noch nicht benennen»; U of J12."""
    to(actor, "Rhede", "schulung", date(2026, 12, 1))
    to(actor, "Velen", "schulung", date(2026, 12, 1))
    to(actor, "Rhede", "verschoben", None, "Leitung kommt später")
    rhede, velen = (queries.town_view(town(name)) for name in ("Rhede", "Velen"))
    assert (rhede.stand, rhede.termin, rhede.live) == ("verschoben", None, False)
    assert (velen.stand, velen.termin) == ("schulung", date(2026, 12, 1))
    steps = queries.history(town("Rhede"))
    assert [(one.von, one.nach, one.grund) for one in steps] == [
        ("schulung", "verschoben", "Leitung kommt später"),
        ("", "schulung", "Kreistag"),
    ]
    assert steps[0].account is not None and steps[0].account.name == "Herr Brandt"


def test_going_live_is_refused_while_a_mandatory_gate_is_red(actor: Who) -> None:
    """O03, J12: 320 kbit/s measured, 1 Mbit/s needed; the sentence says which gate."""
    to(actor, "Rhede", "schulung", date(2026, 12, 1))
    with pytest.raises(GateRed) as refused:
        to(actor, "Rhede", "live")
    assert "Aktenscans" in str(refused.value) and "noch nicht gemessen" in str(refused.value)
    all_green(actor, "Rhede", without="bandbreite")
    set_gate(acting=actor("betrieb"), gemeinde=town(), key="bandbreite", gemessen=320)
    with pytest.raises(GateRed, match=r"gemessen 320 kbit/s, nötig sind mindestens 1\.000 kbit/s"):
        to(actor, "Rhede", "live")
    assert not queries.is_live(town())
    set_gate(acting=actor("betrieb"), gemeinde=town(), key="bandbreite", gemessen=999)
    with pytest.raises(GateRed):
        to(actor, "Rhede", "live")
    set_gate(acting=actor("betrieb"), gemeinde=town(), key="bandbreite", gemessen=1000)
    assert to(actor, "Rhede", "live").termin == date(2026, 11, 23)
    assert queries.is_live(town())


def test_a_gate_that_is_not_mandatory_does_not_stop(actor: Who) -> None:
    """O03: mandatory gates only."""
    to(actor, "Rhede", "aktenscan")
    all_green(actor, "Rhede", without="aktenscan")
    set_gate(acting=actor("betrieb"), gemeinde=town(), key="aktenscan", pflicht=False)
    assert to(actor, "Rhede", "live").stand == "live"


def test_steps_need_a_reason_a_possible_day_and_the_operator(actor: Who) -> None:
    """O01: who and why stand in the history."""
    with pytest.raises(GrundMissing):
        to(actor, "Rhede", "geplant", grund="  ")
    with pytest.raises(TerminWrong):
        to(actor, "Rhede", "geplant", date(2026, 11, 22))
    to(actor, "Rhede", "geplant")
    with pytest.raises(SameState):
        to(actor, "Rhede", "geplant")
    for login in ("wolter", "maier", "empfang"):
        with pytest.raises(NotAllowed):
            advance_rollout(acting=actor(login), gemeinde=town(), nach="live", termin=None, grund="eilt")


def test_features_are_switched_in_one_town_only(actor: Who) -> None:
    """O01: functions switch on per town; a town that is not live has none."""
    switch_feature(acting=actor("betrieb"), gemeinde=town(), key="video", an=False)
    assert not queries.feature_live(town(), "video") and queries.feature_live(town("Velen"), "video")
    switch_feature(acting=actor("betrieb"), gemeinde=town(), key="video", an=True)
    assert queries.feature_live(town(), "video")
    to(actor, "Rhede", "verschoben")
    assert not queries.feature_live(town(), "video")
    with pytest.raises(FeatureUnknown):
        switch_feature(acting=actor("betrieb"), gemeinde=town(), key="brieftaube", an=True)


def head(**changes: str) -> dict[str, str]:
    return {
        "logo_text": "Stadt Rhede", "absender": "Jobcenter Rhede", "strasse": "Rathausplatz 9", "plz": "46414",
        "ort": "Rhede", "telefon": "02872 555-0", "oeffnungszeiten": "Montag bis Freitag 8 bis 12 Uhr", **changes,
    }  # fmt: skip


def test_letterheads_have_versions_and_come_back(actor: Who, traeger: Any) -> None:
    """O04, O05: own letterhead, changed without touching code, earlier versions stay and can be taken back."""
    assert letterhead(traeger, town()).logo_text == ""
    for street in ("Rathausplatz 9", "Marktstraße 2"):
        change_letterhead(acting=actor("betrieb"), gemeinde=town(), values=head(strasse=street))
    same = change_letterhead(acting=actor("betrieb"), gemeinde=town(), values=head(strasse=" Marktstraße  2 "))
    assert same.version == 2
    back = restore_letterhead(acting=actor("betrieb"), gemeinde=town(), version=1)
    assert (back.version, back.aus_version, back.strasse) == (3, 1, "Rathausplatz 9")
    assert [one.version for one in queries.letterheads(town())] == [3, 2, 1]
    set_up = letterhead(traeger, town())
    assert set_up.name == traeger.name and set_up.return_line == "Jobcenter Rhede · Rathausplatz 9 · 46414 Rhede"
    assert house_of(traeger, town("Velen")).telefon == traeger.telefon
    with pytest.raises(VersionUnknown):
        restore_letterhead(acting=actor("betrieb"), gemeinde=town(), version=9)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"telefon": " "}, "Telefon"),
        ({"plz": "4641"}, "fünf Ziffern"),
        ({"absender": "Jobcenter " + "sehr " * 20}, "in das Fenster passen"),
        ({"logo_text": "x" * 81}, "höchstens 80"),
    ],
)
def test_a_letterhead_that_no_letter_could_carry_is_refused(actor: Who, changes: dict[str, str], words: str) -> None:
    with pytest.raises(LetterheadWrong, match=words):
        change_letterhead(acting=actor("betrieb"), gemeinde=town(), values=head(**changes))


def test_the_team_lead_changes_opening_hours_and_nothing_else(actor: Who) -> None:
    """O05: opening hours belong to the town's own people."""
    now = present_values(town())
    hours = "Dienstag 9 bis 12 Uhr"
    change_letterhead(acting=actor("wolter"), gemeinde=town(), values=now | {"oeffnungszeiten": hours})
    assert present_values(town())["oeffnungszeiten"] == hours
    with pytest.raises(NotAllowed):
        change_letterhead(acting=actor("wolter"), gemeinde=town(), values=present_values(town()) | {"telefon": "1"})
    with pytest.raises(NotAllowed):
        change_letterhead(acting=actor("maier"), gemeinde=town(), values=now)


def test_another_traeger_sees_none_of_it(actor: Who, other_traeger: Any) -> None:
    """O04: one Kreis, many towns; its neighbour is another house."""
    from nahbar.domain.rollout.models import Einfuehrung

    to(actor, "Rhede", "geplant")
    assert Einfuehrung.objects.count() == 1
    assert Einfuehrung.objects.filter(gemeinde__name="Nebenstadt").count() == 0
