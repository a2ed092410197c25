"""New values of the law: loaded by one, reviewed by another, replayed over the stock, then in force (D03, J12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from nahbar.benefits import registry
from nahbar.benefits.parameters import parameters
from nahbar.config.demo.town import create_staff, create_traeger
from nahbar.domain.applications.models import Antrag
from nahbar.domain.decisions import parameter_queries as queries
from nahbar.domain.decisions.errors import StaleValues
from nahbar.domain.decisions.models import Entscheidung
from nahbar.domain.decisions.parameter_actions import keep_replay
from nahbar.domain.decisions.parameter_errors import (
    ChangedSinceReview,
    DayWrong,
    FileRefused,
    FitsNoMore,
    LoadedAlready,
    NameMissing,
    NothingInMonth,
    NotYours,
    OwnSet,
    ReplayMissing,
    ReplayRuns,
    SatzUnknown,
    WhyMissing,
    WrongStand,
)
from nahbar.domain.decisions.parameter_models import Parametersatz, Probelauf, content_hash
from nahbar.domain.decisions.parameter_replay import ReplayPart
from nahbar.law.parameter import UnknownParameter, statutory
from nahbar.platform.accounts.models import Account
from nahbar.platform.accounts.roles import Role
from nahbar.platform.accounts.session import actor_of_account
from nahbar.platform.audit.models import AuditEntry
from nahbar.platform.jobs.worker import run_worker
from nahbar.platform.tenancy import scope
from nahbar.platform.tenancy.scope import traeger_scope
from nahbar.procedures import replay_parameter_set as replaying
from nahbar.procedures.activate_parameter_set import activate_parameter_set
from nahbar.procedures.discard_parameter_set import discard_parameter_set
from nahbar.procedures.issue_bescheid import issue_bescheid
from nahbar.procedures.load_parameter_set import load_parameter_set
from nahbar.procedures.propose_decision import propose_decision
from nahbar.procedures.replay_parameter_set import replay_parameter_set
from nahbar.procedures.return_decision import return_decision
from nahbar.procedures.review_parameter_set import review_parameter_set
from tests.benefits import aylin, timo
from tests.procedures.desk import Who, presented, released, submitted

JANUARY = date(2027, 1, 1)
SEEN = "BGBl. und RBSFV verglichen"


def file_2027(first: int = 57300, **others: int) -> str:
    """Invented values: everything that ends before 2028 goes on, Regelbedarfsstufe 1 with this amount (cents)."""
    wanted = {"regelbedarfsstufe_1": first, **others}
    lines = []
    for parameter in statutory():
        entry = parameter.entries[-1]
        if entry.bis is not None and date(2026, 12, 31) <= entry.bis < date(2027, 12, 31):
            cents = wanted.get(parameter.name)
            text = entry.text if cents is None else f"{cents // 100}.{cents % 100:02d}"
            days = f"ab: {entry.bis + timedelta(1)}, bis: 2027-12-31"
            value = f'    - {{{days}, wert: "{text}", quelle: "erfunden für diesen Test"}}'
            lines += [f"{parameter.name}:", "  werte:", value]
    return "\n".join([*lines, ""])


def loaded(actor: Who, text: str | None = None, name: str = "Werte 2027") -> Parametersatz:
    return load_parameter_set(acting=actor("betrieb"), name=name, inhalt=text or file_2027(), dateiname="2027.yaml")


def reviewed(actor: Who, text: str | None = None, name: str = "Werte 2027") -> Parametersatz:
    row = loaded(actor, text, name)
    return review_parameter_set(
        acting=actor("wolter"), satz=row, inhalt_hash=content_hash(row.inhalt), vermerk=SEEN
    )


def worked(run: Probelauf) -> Probelauf:
    """The replay, all parts of it, as the worker does it."""
    while run.stand == Probelauf.Stand.LAEUFT:
        replaying.replay_part(lauf=str(run.id), ab=str(run.zeiger or ""))
        run = queries.lauf_by_id(run.id)
    return run


def replayed(actor: Who, row: Parametersatz) -> Probelauf:
    return worked(replay_parameter_set(acting=actor("betrieb"), satz=row, monat=JANUARY))


def january_of_timo() -> tuple[int, date | None]:
    """What a new calculation gives for January 2027: cents, and the month whose values were taken."""
    benefit = registry.get("grundsicherungsgeld")
    facts = benefit.facts_from_answers(timo.answers(), JANUARY)
    last = benefit.last_known_month()
    result = benefit.calculate(facts, JANUARY, values_of=None if last >= JANUARY else last)
    return result.summe, result.werte_stand


def test_j12_from_file_to_force(actor: Who, traeger: Any) -> None:
    """D03: loaded by the Betrieb, reviewed by the team lead, replayed, in force; every step leaves a trace."""
    final = released(actor, submitted())
    assert [one.akte_id for one in queries.awaiting_values()] == [final.akte_id]
    assert january_of_timo() == (99300, date(2026, 12, 1))
    row = loaded(actor)
    assert (row.stand, row.name, january_of_timo()) == ("entwurf", "Werte 2027", (99300, date(2026, 12, 1)))
    view = queries.set_view(row)
    [change] = [one for one in view.aenderungen if not one.gleich]
    assert (change.label, change.alt, change.neu, change.quelle) == (
        "Regelbedarfsstufe 1", "563.00", "573.00", "erfunden für diesen Test",
    )  # fmt: skip
    assert (view.erster_monat, view.offen, view.maengel) == (JANUARY, (), ())
    row = review_parameter_set(
        acting=actor("wolter"), satz=row, inhalt_hash=content_hash(row.inhalt), vermerk=SEEN
    )
    assert january_of_timo()[0] == 99300
    run = replayed(actor, row)
    assert january_of_timo()[0] == 99300, "a replay puts nothing into force"
    row = activate_parameter_set(acting=actor("betrieb"), satz=row, aktiv_ab=date(2026, 11, 23))
    assert (row.stand, row.probelauf_id) == ("aktiv", run.id)
    assert january_of_timo() == (100300, None)
    scope.flush()
    steps = AuditEntry.objects.filter(object_type="parametersatz").order_by("nr").values_list("action", flat=True)
    assert list(steps) == [
        "parameter_set_loaded", "parameter_set_reviewed", "parameter_set_replay_started", "parameter_set_replayed",
        "parameter_set_activated",
    ]  # fmt: skip


def test_the_replay_counts_winners_losers_and_sums(actor: Who) -> None:
    """By hand: Timo's Regelbedarf +10.00. Aylin: +10.00 and 36 % of it (§ 21 Abs. 3 SGB II) = +13.60."""
    cases = {released(actor, submitted(a)).akte.aktenzeichen: a for a in (timo.answers(), aylin.answers())}
    assert len(cases) == 2
    run = replayed(actor, reviewed(actor))
    assert (run.stand, run.faelle, run.fertig, run.geaendert, run.mehr, run.weniger) == ("fertig", 2, 2, 2, 2, 0)
    assert (run.differenz, run.fehler, run.ohne_antrag) == (2360, {}, 2)
    assert [(one["differenz"], one["ohne_antrag"]) for one in run.groesste] == [(1360, True), (1000, True)]
    assert run.summe_alt == 99300 + 137368, "January with the values of December, as it was granted"


def test_the_replay_counts_losers_and_what_stays(actor: Who) -> None:
    """By hand: Timo −0.01. Aylin −0.01, 36 % of it rounds away, Lara (stage 6) +0.01: claims move, the sum stays.

    A case that ended is no case of January.
    """
    alone = released(actor, submitted(timo.answers()))
    ended = released(actor, submitted(timo.answers(heizkosten="66.00")))
    Entscheidung.objects.filter(id=ended.id).update(bis=date(2026, 12, 31))
    family = released(actor, submitted(aylin.answers()))
    run = replayed(actor, reviewed(actor, file_2027(56299, regelbedarfsstufe_6=35701)))
    assert (run.faelle, run.geaendert, run.weniger, run.mehr, run.differenz) == (2, 2, 1, 0, -1)
    assert {one["akte"]: one["differenz"] for one in run.groesste} == {
        str(alone.akte_id): -1, str(family.akte_id): 0,
    }  # fmt: skip


def test_a_broken_case_is_named_and_hides_nobody(actor: Who) -> None:
    released(actor, submitted())
    broken = released(actor, submitted(aylin.answers()))
    Entscheidung.objects.filter(id=broken.id).update(fakten={**broken.fakten, "personen": []})
    run = replayed(actor, reviewed(actor))
    assert (run.fertig, run.mehr, run.nicht_berechnet, run.stand) == (2, 1, 1, "fertig")
    [sentence] = run.fehler
    assert sentence and run.fehler[sentence] == 1 and run.differenz == 1000


def test_parts_are_counted_once_whatever_runs_twice(actor: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that is repeated after a crash changes nothing; the parts together are the whole."""
    monkeypatch.setattr(replaying, "PART", 1)
    for answers in (timo.answers(), aylin.answers()):
        released(actor, submitted(answers))
    run = replay_parameter_set(acting=actor("betrieb"), satz=reviewed(actor), monat=JANUARY)
    for _ in range(3):
        replaying.replay_part(lauf=str(run.id), ab="")
    half = queries.lauf_by_id(run.id)
    assert (half.stand, half.fertig, half.faelle) == ("laeuft", 1, 2)
    done = worked(half)
    assert (done.fertig, done.mehr, done.differenz) == (2, 2, 2360)
    replaying.replay_part(lauf=str(run.id), ab=str(done.zeiger))
    keep_replay(acting=actor("betrieb"), lauf=half, teil=ReplayPart(fertig=1), zeiger=None)
    assert queries.lauf_by_id(run.id).fertig == 2, "a second worker that was slower"


def test_whoever_loaded_it_does_not_review_it(actor: Who, staff: dict[str, Any]) -> None:
    """Also with both roles; the Betrieb alone does not review either, and a caseworker does neither."""
    both = staff["betrieb"]
    both.roles = [Role.OPERATOR.value, Role.TEAMLEAD.value]
    both.save()
    row = loaded(actor)
    digest = content_hash(row.inhalt)
    with pytest.raises(OwnSet):
        review_parameter_set(acting=actor_of_account(both), satz=row, inhalt_hash=digest, vermerk=SEEN)
    with pytest.raises(NotYours):
        review_parameter_set(acting=actor("berg"), satz=row, inhalt_hash=digest, vermerk=SEEN)
    with pytest.raises(NotYours):
        load_parameter_set(acting=actor("wolter"), name="x", inhalt=file_2027())
    with pytest.raises(WhyMissing):
        review_parameter_set(acting=actor("wolter"), satz=row, inhalt_hash=digest, vermerk=" ")


def test_four_eyes_and_the_content_also_in_the_database(actor: Who) -> None:
    """Whatever the programme does: not reviewed by who loaded it, nothing else than what was read, no force unseen."""
    row = reviewed(actor)
    wrong = [
        ({"geprueft_by_id": row.geladen_by_id}, "zwei_personen"),
        ({"geprueft_by_id": None}, "zwei_personen"),
        ({"inhalt": row.inhalt.replace("573.00", "583.00")}, "wie_geprueft"),
        ({"inhalt": row.inhalt + "\\ "}, "wie_geprueft"),
        ({"stand": "aktiv"}, "nach_probelauf"),
        ({"stand": "aktiv", "aktiv_ab": JANUARY, "aktiviert_by_id": row.geladen_by_id}, "nach_probelauf"),
    ]
    for values, name in wrong:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Parametersatz.objects.filter(id=row.id).update(**values)
    draft = loaded(actor, file_2027(57400), "anders")
    with pytest.raises(IntegrityError, match="zwei_personen"), transaction.atomic():
        Parametersatz.objects.filter(id=draft.id).update(stand="geprueft", geprueft_hash=content_hash(draft.inhalt))


def test_the_database_reads_umlauts_as_the_programme_does(actor: Who) -> None:
    """The hash of a file with umlauts, quotes and a backslash is the same on both sides."""
    text = file_2027().replace("erfunden für diesen Test", "Änderungs-VO »ß«, § 2 – C:\\\\Akten")
    assert reviewed(actor, text).stand == "geprueft"


def test_reviewed_is_what_was_on_the_screen(actor: Who) -> None:
    row = loaded(actor)
    with pytest.raises(ChangedSinceReview):
        review_parameter_set(acting=actor("wolter"), satz=row, inhalt_hash=content_hash("anderes"), vermerk=SEEN)


def test_nothing_comes_into_force_without_review_and_replay(actor: Who, now: Any) -> None:
    today = date(2026, 11, 23)
    row = loaded(actor)
    with pytest.raises(WrongStand):
        replay_parameter_set(acting=actor("betrieb"), satz=row, monat=JANUARY)
    with pytest.raises(WrongStand):
        activate_parameter_set(acting=actor("betrieb"), satz=row, aktiv_ab=today)
    row = review_parameter_set(
        acting=actor("wolter"), satz=row, inhalt_hash=content_hash(row.inhalt), vermerk=SEEN
    )
    with pytest.raises(ReplayMissing):
        activate_parameter_set(acting=actor("betrieb"), satz=row, aktiv_ab=today)
    with pytest.raises(NothingInMonth, match="Dezember 2026"):
        replay_parameter_set(acting=actor("betrieb"), satz=row, monat=date(2026, 12, 1))
    run = replay_parameter_set(acting=actor("betrieb"), satz=row, monat=JANUARY)
    with pytest.raises(ReplayRuns):
        replay_parameter_set(acting=actor("betrieb"), satz=row, monat=JANUARY)
    with pytest.raises(ReplayMissing):
        activate_parameter_set(acting=actor("betrieb"), satz=row, aktiv_ab=today)
    worked(run)
    with pytest.raises(NotYours):
        activate_parameter_set(acting=actor("wolter"), satz=row, aktiv_ab=today)
    with pytest.raises(DayWrong):
        activate_parameter_set(acting=actor("betrieb"), satz=row, aktiv_ab=date(2026, 11, 22))
    assert activate_parameter_set(acting=actor("betrieb"), satz=row, aktiv_ab=date(2026, 12, 1)).stand == "aktiv"
    assert january_of_timo() == (99300, date(2026, 12, 1)), "not before its day"
    now.set("2026-12-01T08:00")
    assert january_of_timo() == (100300, None)


def test_a_replay_on_other_ground_counts_no_more(actor: Who) -> None:
    """A second set came into force since: what was compared is not what would change."""
    extra = 'sofortzuschlag:\n  werte:\n    - {ab: 2027-01-01, wert: "26.00", quelle: "erfunden"}\n'
    one, two = reviewed(actor), reviewed(actor, extra, "Sofortzuschlag")
    replayed(actor, one)
    running = replay_parameter_set(acting=actor("betrieb"), satz=one, monat=JANUARY)
    replayed(actor, two)
    activate_parameter_set(acting=actor("betrieb"), satz=two, aktiv_ab=date(2026, 11, 23))
    with pytest.raises(ReplayMissing):
        activate_parameter_set(acting=actor("betrieb"), satz=one, aktiv_ab=date(2026, 11, 23))
    assert worked(running).stand == "abgebrochen"
    replayed(actor, one)
    activate_parameter_set(acting=actor("betrieb"), satz=one, aktiv_ab=date(2026, 11, 23))
    assert [parameters().at(n, JANUARY).value for n in ("sofortzuschlag", "regelbedarfsstufe_1")] == [2600, 57300]


def test_a_set_that_another_one_overtook_is_refused(actor: Who, now: Any) -> None:
    """Two sets give the same month a value: the second one would change what is known, or nothing at all."""
    one, same = reviewed(actor), reviewed(actor, file_2027() + "# zweite Abschrift\n", "Abschrift")
    replayed(actor, one)
    activate_parameter_set(acting=actor("betrieb"), satz=one, aktiv_ab=date(2026, 11, 23))
    with pytest.raises(FitsNoMore, match="ändert nichts"):
        replay_parameter_set(acting=actor("betrieb"), satz=same, monat=JANUARY)
    now.set("2027-02-10T09:00")
    with pytest.raises(FileRefused, match="schon bekannt") as refused:
        loaded(actor, file_2027(58000), "Berichtigung")
    assert refused.value.maengel[0].zeile > 0
    text = file_2027(58000).replace('quelle: "erfunden', 'berichtigung: "Druckfehler", quelle: "erfunden')
    fixed = reviewed(actor, text, "Berichtigung")
    replayed(actor, fixed)
    activate_parameter_set(acting=actor("betrieb"), satz=fixed, aktiv_ab=date(2027, 2, 10))
    assert parameters().at("regelbedarfsstufe_1", JANUARY).value == 58000


def test_refused_files_and_discarded_sets(actor: Who) -> None:
    with pytest.raises(FileRefused, match="Zeile 3, regelbedarfsstufe_1.*keine Quelle"):
        loaded(actor, 'regelbedarfsstufe_1:\n  werte:\n    - {ab: 2027-01-01, wert: "1.00"}\n')
    with pytest.raises(NameMissing):
        loaded(actor, name="  ")
    row = loaded(actor)
    with pytest.raises(LoadedAlready, match="Werte 2027"):
        loaded(actor, file_2027().replace("\n", "\r\n"))
    with pytest.raises(WhyMissing):
        discard_parameter_set(acting=actor("betrieb"), satz=row, grund="")
    with pytest.raises(NotYours):
        discard_parameter_set(acting=actor("berg"), satz=row, grund="falsche Datei")
    assert discard_parameter_set(acting=actor("wolter"), satz=row, grund="falsche Datei").stand == "verworfen"
    assert loaded(actor).stand == "entwurf", "the same file may come again after it was discarded"
    active = reviewed(actor, file_2027(57400))
    run = replay_parameter_set(acting=actor("betrieb"), satz=active, monat=JANUARY)
    discard_parameter_set(acting=actor("betrieb"), satz=active, grund="doch nicht")
    assert worked(run).stand == "abgebrochen"
    last = reviewed(actor, file_2027(57500))
    replayed(actor, last)
    last = activate_parameter_set(acting=actor("betrieb"), satz=last, aktiv_ab=date(2026, 11, 23))
    with pytest.raises(WrongStand, match="berichtigt"):
        discard_parameter_set(acting=actor("betrieb"), satz=last, grund="doch nicht")


def test_a_decision_after_activation_grants_2027_with_its_own_values(actor: Who) -> None:
    """No month is left over for an adjustment, and none of 2028 is made up."""
    row = reviewed(actor)
    replayed(actor, row)
    activate_parameter_set(acting=actor("betrieb"), satz=row, aktiv_ab=date(2026, 11, 23))
    antrag: Antrag = submitted()
    draft = propose_decision(acting=actor("berg"), antrag=antrag)
    by_month = {month["monat"]: (month["summe"], month["werte_stand"]) for month in draft.monate}
    assert by_month["2026-12-01"] == (99300, None) and by_month["2027-01-01"] == (100300, None)
    with pytest.raises(UnknownParameter):
        parameters().at("regelbedarfsstufe_1", date(2028, 1, 1))


def test_what_was_presented_with_the_old_values_does_not_leave_the_house(actor: Who) -> None:
    """Released before: adjusted without an application. Not released yet: computed anew first."""
    waiting = presented(actor)
    row = reviewed(actor)
    replayed(actor, row)
    activate_parameter_set(acting=actor("betrieb"), satz=row, aktiv_ab=date(2026, 11, 23))
    with pytest.raises(StaleValues, match="neu"):
        issue_bescheid(acting=actor("oeztuerk"), entscheidung=waiting)
    return_decision(acting=actor("oeztuerk"), entscheidung=waiting, grund="neue Werte")
    final = released(actor, waiting.antrag)
    assert {month["monat"]: month["summe"] for month in final.monate}["2027-01-01"] == 100300
    assert queries.awaiting_values() == []


@pytest.mark.django_db(transaction=True)
def test_each_traeger_replays_and_decides_for_its_own_stock(now: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """D03 over two Träger: the other one's cases are not counted, its amounts stay until its own two persons decide.

    The worker does the parts, one job each.
    """
    monkeypatch.setattr(replaying, "PART", 1)
    one, other = create_traeger("musterland"), create_traeger("nebenstadt")
    who: dict[str, Any] = {}
    with traeger_scope(one.id):
        staff: dict[str, Account] = create_staff()
        who["actor"] = lambda login: actor_of_account(staff[login])
        for answers in (timo.answers(), aylin.answers()):
            released(who["actor"], submitted(answers))
        row = reviewed(who["actor"])
        run = replay_parameter_set(acting=who["actor"]("betrieb"), satz=row, monat=JANUARY)
    run_worker(once=True)
    with traeger_scope(other.id):
        theirs = create_staff()
        mine = reviewed(lambda login: actor_of_account(theirs[login]))
        own = replay_parameter_set(acting=actor_of_account(theirs["betrieb"]), satz=mine, monat=JANUARY)
        with pytest.raises(SatzUnknown):
            queries.satz_by_id(row.id)
    run_worker(once=True)
    with traeger_scope(one.id):
        run = queries.lauf_by_id(run.id)
        assert (run.stand, run.fertig, run.differenz) == ("fertig", 2, 2360)
        activate_parameter_set(acting=who["actor"]("betrieb"), satz=row, aktiv_ab=date(2026, 11, 23))
        assert parameters().at("regelbedarfsstufe_1", JANUARY).value == 57300
    with traeger_scope(other.id):
        own = queries.lauf_by_id(own.id)
        assert (own.stand, own.fertig, own.faelle) == ("fertig", 0, 0)
        with pytest.raises(UnknownParameter):
            parameters().at("regelbedarfsstufe_1", JANUARY)
    with pytest.raises(UnknownParameter):
        parameters().at("regelbedarfsstufe_1", JANUARY)
