"""One letter with everything that is missing; papers accepted or asked for again."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from nahbar.domain.applications import queries as applications
from nahbar.domain.applications.models import Briefcode, Nachweis
from nahbar.domain.casefile import queries as casefile
from nahbar.domain.casefile.models import Aufgabe
from nahbar.domain.decisions.errors import ReasonMissing, RoleMissing
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.reading import read_codes
from nahbar.procedures.accept_evidence import accept_evidence
from nahbar.procedures.request_evidence import DeadlineTooShort, NothingWanted, request_evidence
from tests.procedures.desk import Who, submitted, text_of
from tests.procedures.letters import code_on


def test_one_letter_with_all_papers_one_deadline_one_code(actor: Who, tmp_path: Path) -> None:
    """Asked on Mon 23.11.: assumed Bekanntgabe 27.11., 14 days, Fri 11.12.2026; on paper because of § 66 SGB I."""
    antrag = submitted()
    papers = applications.missing(antrag)
    assert len(papers) >= 2
    brief = request_evidence(acting=actor("berg"), antrag=antrag, keys=[p.key for p in papers])
    assert (brief.weg, brief.schriftform, brief.stand) == ("post", True, "bereit")
    text = text_of(brief, tmp_path)
    for paper in papers:
        assert paper.titel in text
        assert applications.nachweis_by_key(antrag, paper.key).angefordert_bis == date(2026, 12, 11)
    assert code_on(brief, tmp_path) in text and "gilt bis 8. Januar 2027" in text
    assert applications.current_code(antrag) not in text, "the letter's own code, not that of the application"
    assert "11. Dezember 2026" in text and "§ 66" in text
    assert "PIN" not in text, "code and PIN never stand in the same letter"
    task = Aufgabe.objects.get(art="frist_unterlagen")
    assert (task.frist, task.zurueckgestellt_bis) == (date(2026, 12, 14), date(2026, 12, 12))
    assert antrag.akte is not None
    assert any("angefordert bis 11." in e.text for e in casefile.timeline(antrag.akte, for_citizen=True))


def test_the_qr_code_of_the_letter_opens_its_page_and_no_address_carries_the_code(actor: Who, tmp_path: Path) -> None:
    """C03: as a telephone sees the printed page. What stands behind the # never reaches a server or its logs."""
    antrag = submitted()
    brief = request_evidence(acting=actor("berg"), antrag=antrag, keys=[applications.missing(antrag)[0].key])
    code = code_on(brief, tmp_path)
    paper, picture = tmp_path / "brief.pdf", tmp_path / "seite"
    subprocess.run(["pdftoppm", "-r", "110", "-gray", "-singlefile", str(paper), str(picture)], check=True)
    (seen,) = read_codes(Image.open(tmp_path / "seite.pgm"))
    address = urlsplit(seen)
    assert (address.path, address.query, address.fragment) == ("/brief", "", code)
    letter = Briefcode.objects.get()
    assert letter.brief_id == brief.id and applications.search(code)[0].akte_id == brief.akte_id


def test_wrong_requests_are_named(actor: Who) -> None:
    antrag = submitted()
    key = applications.missing(antrag)[0].key
    with pytest.raises(NothingWanted):
        request_evidence(acting=actor("berg"), antrag=antrag, keys=[])
    with pytest.raises(NothingWanted):
        request_evidence(acting=actor("berg"), antrag=antrag, keys=[key, "gibt_es_nicht"])
    with pytest.raises(DeadlineTooShort, match="27."):
        request_evidence(acting=actor("berg"), antrag=antrag, keys=[key], frist=date(2026, 11, 27))
    with pytest.raises(RoleMissing):
        request_evidence(acting=actor("post"), antrag=antrag, keys=[key])
    assert Brief.objects.count() == 0


def test_a_paper_is_accepted_or_asked_for_again_with_the_reason(actor: Who) -> None:
    antrag = submitted()
    first, second = applications.missing(antrag)[:2]
    with pytest.raises(ReasonMissing):
        accept_evidence(acting=actor("berg"), nachweis=first, stand="unbrauchbar")
    again = accept_evidence(acting=actor("berg"), nachweis=first, stand="unbrauchbar", bemerkung="Seite 2 fehlt.")
    assert (again.stand, again.bemerkung) == (Nachweis.Stand.UNBRAUCHBAR, "Seite 2 fehlt.")
    accept_evidence(acting=actor("berg"), nachweis=second, stand="anerkannt")
    assert [n.key for n in applications.missing(antrag)][0] == first.key
    assert second.key not in {n.key for n in applications.missing(antrag)}
    assert antrag.akte is not None
    texts = [entry.text for entry in casefile.timeline(antrag.akte, for_citizen=True)]
    assert any(text.endswith("Seite 2 fehlt.") for text in texts) and any("anerkannt" in text for text in texts)
    with pytest.raises(RoleMissing):
        accept_evidence(acting=actor("empfang"), nachweis=first, stand="anerkannt")
