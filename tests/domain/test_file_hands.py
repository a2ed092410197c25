"""What is done to pages: turned, stamped, divided, put together, blacked out; all of it can be undone (U23, F16)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pikepdf
import pytest
from PIL import Image

from nahbar.domain.casefile import actions, file_queries, filing, handling, remarks
from nahbar.domain.casefile.errors import DayGone, Dissolved, NothingToDo, NotThisFile, TaskDone, UndoTooLate
from nahbar.domain.casefile.models import Dokument, Dokumentfassung, Wiedervorlage
from nahbar.domain.casefile.queries import documents, work_list
from nahbar.platform.accounts.roles import MACHINE, Actor
from nahbar.platform.intake import sheets
from nahbar.platform.intake.accept import accept
from nahbar.platform.intake.model import Accepted, Limits
from nahbar.platform.intake.redact import Bar
from nahbar.platform.intake.render import page_preview, previews
from nahbar.platform.vault.actions import read_file, store_file
from nahbar.platform.zone import BERLIN
from tests.domain.test_file_order import new_akte

Berg = Callable[[str], Actor]
GREYS = (250, 180, 110, 40)


def sheet(grey: int, size: tuple[int, int] = (1000, 1414)) -> Image.Image:
    return Image.new("L", size, grey)


def tiff(pages: int) -> bytes:
    out = io.BytesIO()
    first, *rest = [sheet(GREYS[n]) for n in range(pages)]
    first.save(out, "TIFF", save_all=True, append_images=rest)
    return out.getvalue()


@pytest.fixture
def vorgang(traeger: Any) -> Any:
    return actions.open_vorgang(acting=MACHINE, akte=new_akte(), art="erstantrag", titel="Erstantrag", plan="erfunden")


def scanned(vorgang: Any, pages: int = 3, day: int = 20, **more: Any) -> Any:
    found = accept("Scan.tif", tiff(pages))
    assert isinstance(found, Accepted) and found.pages == pages
    values: dict[str, Any] = {"titel": "Mietvertrag", "art": "miete", "richtung": "eingang", "kanal": "scan"} | more
    return actions.add_dokument(
        acting=MACHINE, akte=vorgang.akte, vorgang=vorgang, received_at=datetime(2026, 11, day, 9, tzinfo=BERLIN),
        original=store_file(tiff(pages), "image/tiff"), ansicht=store_file(found.view_pdf, "application/pdf"),
        seiten=pages, vorschau=[store_file(one, "image/jpeg") for one in found.previews], **values,
    )  # fmt: skip


def grey_of(jpeg: bytes, at: tuple[float, float] = (0.5, 0.5)) -> int:
    with Image.open(io.BytesIO(jpeg)) as picture:
        point = picture.convert("L").getpixel((int(picture.width * at[0]), int(picture.height * at[1])))
    assert isinstance(point, int)
    return point


def seen(dokument: Any) -> list[int]:
    """The greys of the pages as the desk sees them: by the kept pictures, and they must be those of the PDF."""
    view = file_queries.view_of(dokument)
    kept = handling.pictures_of(dokument, view)
    assert kept is not None
    drawn = [grey_of(one) for one in previews(read_file(view.datei), Limits(preview_edge=300))]
    shown = [grey_of(read_file(one)) for one in kept]
    assert len(drawn) == view.seiten and all(abs(a - b) < 12 for a, b in zip(drawn, shown, strict=True))
    return [min(GREYS, key=lambda grey: abs(grey - one)) for one in shown]


def test_a_turned_page_is_turned_for_everybody_and_back(vorgang: Any, actor: Berg) -> None:
    one = scanned(vorgang)
    hand = handling.turn(acting=actor("berg"), dokument=one, pages=[2], degrees=90)
    view = file_queries.view_of(one)
    with pikepdf.open(io.BytesIO(read_file(view.datei))) as pdf:
        assert [int(p.obj.get("/Rotate", 0)) for p in pdf.pages] == [0, 90, 0]
    second = file_queries.picture_of(one, view, 2)
    assert second is not None
    with Image.open(io.BytesIO(read_file(second))) as picture:
        assert picture.width > picture.height
    assert read_file(one.ansicht) != read_file(view.datei)  # as filed it is untouched
    handling.undo(acting=actor("berg"), handgriff=hand)
    assert file_queries.view_of(one).fassung is None and seen(one) == [250, 180, 110]
    with pytest.raises(NothingToDo):
        handling.turn(acting=actor("berg"), dokument=one, pages=[9], degrees=90)


def test_two_people_in_one_scan_are_divided_and_the_page_of_one_does_not_travel_with_the_other_U23(
    vorgang: Any, actor: Berg
) -> None:
    one = scanned(vorgang, 4)
    hand = handling.divide(acting=actor("berg"), dokument=one, after=[1, 3])
    pieces = [Dokument.objects.get(id=piece) for piece in hand.daten["neu"]]
    assert seen(one) == [250] and [seen(p) for p in pieces] == [[180, 110], [40]]
    assert all(p.received_at == one.received_at and not p.fuer_buerger for p in pieces)
    assert all(sheets.page_count(read_file(p.original)) == p.seiten for p in pieces)
    assert [d.id for d in documents(one.akte, for_citizen=True)] == [one.id]  # she sees what she sent, once
    handling.undo(acting=actor("berg"), handgriff=hand)
    assert seen(one) == [250, 180, 110, 40]
    assert [d.id for d in file_queries.desk_documents(one.akte)] == [one.id]


def test_a_division_stays_when_a_piece_is_in_work(vorgang: Any, actor: Berg) -> None:
    hand = handling.divide(acting=actor("berg"), dokument=scanned(vorgang), after=[1])
    piece = Dokument.objects.get(id=hand.daten["neu"][0])
    handling.turn(acting=actor("berg"), dokument=piece, pages=[1], degrees=180)
    with pytest.raises(UndoTooLate):
        handling.undo(acting=actor("berg"), handgriff=hand)


def test_papers_put_together_are_one_and_come_apart_again(vorgang: Any, actor: Berg) -> None:
    first, second = scanned(vorgang, 2), scanned(vorgang, 3, day=21)
    hand = handling.put_together(acting=actor("berg"), dokument=first, others=[second])
    assert seen(first) == [250, 180, 250, 180, 110]
    assert [d.id for d in file_queries.desk_documents(first.akte)] == [first.id]
    with pytest.raises(Dissolved):
        handling.turn(acting=actor("berg"), dokument=second, pages=[1], degrees=90)
    stranger = scanned(actions.open_vorgang(acting=MACHINE, akte=new_akte("X"), art="a", titel="b"))
    with pytest.raises(NotThisFile):
        handling.put_together(acting=actor("berg"), dokument=first, others=[stranger])
    later = handling.stamp(acting=actor("berg"), dokument=first)
    with pytest.raises(UndoTooLate):
        handling.undo(acting=actor("berg"), handgriff=hand)
    handling.undo(acting=actor("berg"), handgriff=later)
    handling.undo(acting=actor("berg"), handgriff=hand)
    assert len(file_queries.desk_documents(first.akte)) == 2 and seen(first) == [250, 180]


def test_the_stamp_says_the_arrival_that_counts_and_lies_in_the_same_corner_on_picture_and_pdf(
    vorgang: Any, actor: Berg
) -> None:
    one = scanned(vorgang, 4, day=20)
    filing.link(acting=MACHINE, von=one, nach=scanned(vorgang, 2, day=12, kanal="portal"), art="duplikat")
    handling.turn(acting=actor("berg"), dokument=one, pages=[1], degrees=90)
    hand = handling.stamp(acting=actor("berg"), dokument=one)
    assert "12.11.2026" in hand.text
    view = file_queries.view_of(one)
    picture = file_queries.picture_of(one, view, 1)
    drawn = page_preview(read_file(view.datei), 1, Limits())
    assert picture is not None and drawn is not None
    for jpeg in (read_file(picture), drawn):
        assert grey_of(jpeg, (0.97, 0.09)) > 200 and grey_of(jpeg, (0.5, 0.5)) > 200
    with pytest.raises(NothingToDo):
        handling.stamp(acting=actor("berg"), dokument=one)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_stamp_is_upright_in_the_upper_right_corner_however_the_page_lies(degrees: int) -> None:
    found = accept("a.tif", tiff(4))
    assert isinstance(found, Accepted)
    pdf = sheets.taken(found.view_pdf, [4])  # a dark page: the stamp is what is light
    if degrees:
        pdf = sheets.turned(pdf, [1], degrees)
    jpeg = page_preview(sheets.stamped(pdf, sheets.stamp_picture(("Eingegangen", "b", "c"))), 1, Limits())
    assert jpeg is not None
    with Image.open(io.BytesIO(jpeg)) as page:
        light = page.convert("L").point(lambda v: 255 if v > 150 else 0).getbbox()
        assert light is not None
        left, top, right, bottom = light
        assert right > page.width * 0.94 and top < page.height * 0.06
        assert right - left > 2.5 * (bottom - top)


def test_a_blacked_out_copy_hides_for_good_and_the_desk_keeps_the_whole_paper(vorgang: Any, actor: Berg) -> None:
    one = scanned(vorgang, 2)
    bars = [Bar(1, 0.4, 0.4, 0.6, 0.6)]
    hand = handling.black_out(acting=actor("berg"), dokument=one, bars=bars, grund="Akteneinsicht")
    made = Dokumentfassung.objects.get(id=hand.daten["fassung"])
    pages = previews(read_file(made.datei), Limits())
    assert grey_of(pages[0]) < 10 and grey_of(pages[0], (0.1, 0.9)) > 200 and grey_of(pages[1]) > 150
    assert file_queries.view_of(one).fassung is None and seen(one) == [250, 180]
    with pytest.raises(NothingToDo):
        handling.black_out(acting=actor("berg"), dokument=one, bars=[], grund="")


def test_pages_stay_small_for_narrow_lines_F16(vorgang: Any, actor: Berg) -> None:
    one = scanned(vorgang)
    handling.turn(acting=actor("berg"), dokument=one, pages=[1, 2, 3], degrees=270)
    handling.stamp(acting=actor("berg"), dokument=one)
    view = file_queries.view_of(one)
    kept = handling.pictures_of(one, view)
    assert kept is not None and max(len(read_file(p)) for p in kept) <= 150_000
    assert max(len(sheets.thumbnail(read_file(p))) for p in kept) <= 9_000


def test_notes_are_struck_not_deleted(vorgang: Any, actor: Berg) -> None:
    note = remarks.write_note(acting=actor("berg"), akte=vorgang.akte, text="Vermieter ruft zurück")
    with pytest.raises(NothingToDo):
        remarks.write_note(acting=actor("berg"), akte=vorgang.akte, text="  ")
    assert "notiz" in [line.kind for line in file_queries.whole_timeline(vorgang.akte)]
    remarks.strike_note(acting=actor("berg"), notiz=note)
    assert file_queries.notes_of(vorgang.akte)[0].text == "Vermieter ruft zurück"
    assert "notiz" not in [line.kind for line in file_queries.whole_timeline(vorgang.akte)]
    remarks.strike_note(acting=actor("berg"), notiz=note, wieder=True)
    assert file_queries.notes_of(vorgang.akte)[0].gestrichen_at is None


def test_a_resubmission_becomes_a_task_of_whom_it_is_for_on_its_day_and_not_before(
    vorgang: Any, actor: Berg, staff: Any, now: Any, traeger: Any
) -> None:
    from nahbar.procedures.make_resubmission_due import resubmission_round

    def mine() -> list[str]:
        return [item.titel for item in work_list(actor("maier")) if item.owner == staff["maier"].name]

    row = remarks.resubmit(
        acting=actor("berg"), vorgang=vorgang, am=date(2026, 11, 30), grund="Kommt die Abrechnung?", fuer=staff["maier"]
    )
    remarks.resubmit(acting=actor("berg"), vorgang=vorgang, am=date(2026, 11, 30), grund="Zweites")
    with pytest.raises(DayGone):
        remarks.resubmit(acting=actor("berg"), vorgang=vorgang, am=date(2026, 11, 22), grund="gestern")
    resubmission_round(traeger.id)
    assert mine() == []
    now.set("2026-11-30T07:00")
    resubmission_round(traeger.id)
    resubmission_round(traeger.id)
    assert mine() == ["Wiedervorlage: Kommt die Abrechnung?"]
    assert len(work_list(actor("maier"))) == 2  # two on one day in one matter are two
    remarks.put_off(acting=actor("maier"), row=row, am=date(2026, 12, 7))
    assert mine() == []
    now.set("2026-12-07T07:00")
    resubmission_round(traeger.id)
    assert mine() == ["Wiedervorlage: Kommt die Abrechnung?"]
    remarks.settle(acting=actor("maier"), row=row)
    assert mine() == [] and Wiedervorlage.objects.get(id=row.id).erledigt_at is not None
    with pytest.raises(TaskDone):
        remarks.settle(acting=actor("maier"), row=row)


def test_a_sealed_letter_can_be_put_behind_another_paper(traeger: Any, staff: Any, actor: Berg) -> None:
    """Its form fields do not come along: in another file the seal would say nothing."""
    from tests.surfaces.workplace_cases import submitted

    antrag = submitted()
    letter = Dokument.objects.get(akte=antrag.akte, art="eingangsbestaetigung")
    one = scanned(antrag.vorgang, 1)
    handling.put_together(acting=actor("berg"), dokument=one, others=[letter])
    with pikepdf.open(io.BytesIO(read_file(file_queries.view_of(one).datei))) as pdf:
        assert len(pdf.pages) == 1 + letter.seiten and "/AcroForm" not in pdf.Root
