"""Messages on the case: written, asked, answered with a photo, late ones too; part of the file (C12–C16, J4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Nachweis
from nahbar.domain.applications.queries import nachweis_by_key, nachweise, uploads
from nahbar.domain.casefile import actions as casefile
from nahbar.domain.casefile.models import Aufgabe, Eintrag
from nahbar.domain.casefile.queries import documents, open_aufgaben, timeline
from nahbar.domain.conversations import queries
from nahbar.domain.conversations.actions import Content, mark_read
from nahbar.domain.conversations.errors import (
    DayPassed,
    GespraechUnknown,
    MessageEmpty,
    MessageTooLong,
    NotYourConversation,
    TooManyMessages,
)
from nahbar.domain.conversations.models import Nachricht
from nahbar.domain.conversations.policies import MAX_AN_HOUR
from nahbar.procedures.answer_message import answer_message, settle_message
from nahbar.procedures.answer_with_photo import answer_with_photo
from nahbar.procedures.ask_for_paper import ask_for_paper
from nahbar.procedures.conversation import answer_expected, my_caseworker
from nahbar.procedures.hand_on_message import hand_on_message
from nahbar.procedures.send_message import PERSON, send_message
from tests.procedures.desk import Who, citizen, submitted
from tests.procedures.test_upload import picture


@pytest.fixture
def antrag(traeger: Any) -> Any:
    return submitted()


def write(antrag: Any, text: str = "Wann kommt das Geld?", **more: Any) -> Nachricht:
    return send_message(acting=citizen(antrag), antrag=antrag, text=text, **more).nachricht


def thread_of(antrag: Any) -> Any:
    return queries.gespraech_of(antrag.akte)


def tasks(antrag: Any, art: str = "nachricht_beantworten") -> list[Any]:
    return [task for task in open_aufgaben(antrag.akte) if task.art == art]


def said(antrag: Any) -> list[tuple[str, str]]:
    return [(line.nachricht.von, line.nachricht.art) for line in queries.thread(thread_of(antrag))]


def ask(actor: Who, antrag: Any, key: str = "mietvertrag", **more: Any) -> Nachricht:
    if thread_of(antrag) is None:
        write(antrag)
    done = ask_for_paper(acting=actor("berg"), gespraech=thread_of(antrag), antrag=antrag, nachweis_key=key, **more)
    return done.nachricht


def test_a_message_is_kept_once_with_line_and_one_task_C12(antrag: Any) -> None:
    first = write(antrag, key="k1")
    again = send_message(acting=citizen(antrag), antrag=antrag, text="Wann kommt das Geld?", key="k1")
    assert again.nachricht.id == first.id and not again.new
    write(antrag, "Noch etwas.")
    assert len(tasks(antrag)) == 1
    assert [entry.art for entry in timeline(antrag.akte, for_citizen=True)].count("nachricht") == 2
    assert queries.inbox(citizen(antrag))[0].unread == 2


def test_the_office_in_general_or_my_caseworker_C15(actor: Who, antrag: Any) -> None:
    write(antrag, "an alle")
    assert thread_of(antrag).owner is None and tasks(antrag)[0].owner is None
    task = next(task for task in open_aufgaben(antrag.akte) if task.art == "antrag_pruefen")
    casefile.take_aufgabe(acting=actor("berg"), aufgabe=task)
    caseworker = my_caseworker(antrag.akte)
    assert caseworker is not None
    write(antrag, "an Sie", to=PERSON)
    assert thread_of(antrag).owner.login == "berg" and tasks(antrag)[0].owner.login == "berg"
    assert [row.owner for row in queries.inbox(actor("berg"), who="ich")] == [caseworker.name]
    assert queries.inbox(actor("maier"), who="ich") == []


def test_an_answer_ends_the_waiting(actor: Who, antrag: Any) -> None:
    write(antrag)
    answer_message(acting=actor("maier"), gespraech=thread_of(antrag), content=Content(text="Am 30. November."))
    gespraech = thread_of(antrag)
    assert gespraech.stand == "ruht" and gespraech.owner.login == "maier" and tasks(antrag) == []
    assert queries.unread_for_citizen(antrag.akte) == 1
    assert mark_read(acting=citizen(antrag), gespraech=gespraech, by_citizen=True) == 1
    assert queries.unread_for_citizen(antrag.akte) == 0


def test_nothing_left_to_answer(actor: Who, antrag: Any) -> None:
    write(antrag, "Danke")
    settle_message(acting=actor("berg"), gespraech=thread_of(antrag))
    assert tasks(antrag) == [] and queries.inbox(actor("berg"), who="wartet") == []


def test_handing_on_moves_the_task_too(actor: Who, staff: dict[str, Any], antrag: Any) -> None:
    write(antrag)
    hand_on_message(acting=actor("berg"), gespraech=thread_of(antrag), to=staff["maier"].id)
    assert tasks(antrag)[0].owner.login == "maier"
    hand_on_message(acting=actor("maier"), gespraech=thread_of(antrag), to=None)
    assert [task.owner for task in tasks(antrag)] == [None]
    with pytest.raises(GespraechUnknown):
        hand_on_message(acting=actor("berg"), gespraech=thread_of(antrag), to=staff["kasse"].id)


def test_a_photo_stands_in_the_named_request_once_C14(actor: Who, antrag: Any) -> None:
    bitte = ask(actor, antrag)
    assert nachweis_by_key(antrag, "mietvertrag").titel in bitte.unterlage_titel and bitte.text.startswith(
        "Bitte senden"
    )
    before = Eintrag.objects.filter(akte=antrag.akte).count()
    for _ in range(2):
        upload = answer_with_photo(
            acting=citizen(antrag), antrag=antrag, bitte=bitte, filename="foto.jpg", data=picture()
        )
    assert upload.angenommen and nachweis_by_key(antrag, "mietvertrag").stand == Nachweis.Stand.GESENDET
    assert Eintrag.objects.filter(akte=antrag.akte).count() == before + 1
    assert said(antrag)[-2:] == [("amt", "bitte"), ("buerger", "unterlage")]
    assert len([paper for paper in documents(antrag.akte) if paper.art == "mietvertrag"]) == 1
    assert [line.answered for line in queries.thread(thread_of(antrag)) if line.nachricht.art == "bitte"] == [True]
    assert len(tasks(antrag, "unterlage_pruefen")) == 1


def test_words_beside_a_photo_arrive_even_if_the_file_is_refused(actor: Who, antrag: Any) -> None:
    bitte = ask(actor, antrag)
    done = answer_with_photo(
        acting=citizen(antrag), antrag=antrag, bitte=bitte, filename="alles.zip", data=b"PK\x03\x04" + b"0" * 300,
        text="Anders geht es nicht.",
    )  # fmt: skip
    assert not done.angenommen
    assert said(antrag)[-2:] == [("buerger", "text"), ("programm", "abgewiesen")]
    assert done.grund[:40] in queries.thread(thread_of(antrag))[-1].nachricht.text
    assert nachweis_by_key(antrag, "mietvertrag").stand == Nachweis.Stand.FEHLT


def test_after_the_day_it_is_accepted_and_both_sides_read_so(actor: Who, antrag: Any, now: Any) -> None:
    bitte = ask(actor, antrag, bis=date(2026, 11, 30))
    assert nachweis_by_key(antrag, "mietvertrag").angefordert_bis == date(2026, 11, 30)
    now.set("2026-12-02T18:20")
    upload = answer_with_photo(acting=citizen(antrag), antrag=antrag, bitte=bitte, filename="spaet.jpg", data=picture())
    assert upload.angenommen and upload.at.astimezone().date() == date(2026, 12, 2)
    paper, calm = (line.nachricht for line in queries.thread(thread_of(antrag))[-2:])
    assert paper.nach_frist and calm.art == "frist"
    assert "30.\xa0November 2026" in calm.text and "18.20" in calm.text and "§ 67 SGB I" in calm.text
    assert tasks(antrag, "unterlage_pruefen")[0].titel.startswith("Nach Fristende eingegangen")
    assert queries.inbox(actor("berg"))[0].late == 1


def test_on_the_last_day_nothing_is_late(actor: Who, antrag: Any, now: Any) -> None:
    bitte = ask(actor, antrag, bis=date(2026, 11, 30))
    now.set("2026-11-30T23:58")
    answer_with_photo(acting=citizen(antrag), antrag=antrag, bitte=bitte, filename="a.jpg", data=picture())
    assert said(antrag)[-1] == ("buerger", "unterlage")


def test_a_message_is_no_objection_and_says_so(antrag: Any) -> None:
    write(antrag, "Hiermit lege ich WIDERSPRUCH ein.")
    write(antrag, "Ich bleibe beim Widerspruch!")
    assert said(antrag) == [("buerger", "text"), ("programm", "widerspruch"), ("buerger", "text")]
    assert tasks(antrag)[0].dringlichkeit == Aufgabe.Dringlichkeit.DRINGEND


@pytest.mark.parametrize("text", ["", "   \n\t ", "\x07\x1b"])
def test_an_empty_message_is_none(antrag: Any, text: str) -> None:
    with pytest.raises(MessageEmpty):
        write(antrag, text)


def test_text_is_kept_as_written_without_control_characters(antrag: Any) -> None:
    kept = write(antrag, "<b>Ä\x07\u202e</b>\r\nzweite Zeile\u200f مرحبا 👍🏽").text
    assert kept == "<b>Ä</b>\nzweite Zeile\u200f مرحبا 👍🏽"
    assert len(write(antrag, "x" * 4000).text) == 4000
    with pytest.raises(MessageTooLong):
        write(antrag, "x" * 4001)


def test_a_flood_is_slowed_and_ends(antrag: Any, now: Any) -> None:
    for number in range(MAX_AN_HOUR):
        write(antrag, f"Nr. {number}")
    with pytest.raises(TooManyMessages):
        write(antrag, "und noch eine")
    now.set("2026-11-23T22:50")
    assert write(antrag, "eine Stunde später").nr == MAX_AN_HOUR + 1


def test_strangers_and_other_roles_do_not_write(actor: Who, antrag: Any) -> None:
    stranger = citizen(submitted())
    with pytest.raises(AntragUnknown):
        send_message(acting=stranger, antrag=antrag, text="Hallo")
    with pytest.raises(AntragUnknown):
        send_message(acting=actor("berg"), antrag=antrag, text="im Namen von")
    with pytest.raises(AntragUnknown):
        answer_with_photo(acting=stranger, antrag=antrag, filename="a.jpg", data=picture())
    assert uploads(antrag) == []
    write(antrag)
    for login in ("empfang", "kasse", "post", "plan"):
        with pytest.raises(NotYourConversation):
            answer_message(acting=actor(login), gespraech=thread_of(antrag), content=Content(text="Hallo"))


def test_a_request_needs_a_known_paper_and_a_day_to_come(actor: Who, antrag: Any) -> None:
    with pytest.raises(DayPassed):
        ask(actor, antrag, bis=date(2026, 11, 22))
    with pytest.raises(AntragUnknown):
        ask(actor, antrag, key="gibt-es-nicht")
    assert [row.key for row in nachweise(antrag)] and said(antrag) == [("buerger", "text")]


def test_an_answer_is_expected_in_two_working_days(traeger: Any, now: Any) -> None:
    assert answer_expected() == date(2026, 11, 25)
    now.set("2026-12-24T20:00")
    assert answer_expected() == date(2026, 12, 29)
