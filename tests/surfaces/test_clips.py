"""Videos of an office beside a question or a paper, in sign language or spoken (B03)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nahbar.surfaces.portal.views import clips as views
from nahbar.surfaces.ui.clips import ClipError, all_clips, clips_at

LIST = """
- {key: name-video, title: Ihr Name, kind: video, places: ["frage:name"], file: name.webm, captions: name.vtt}
- {key: name-dgs, title: "Ihr Name, in Gebärdensprache", kind: gebaerden, places: ["frage:name"], file: dgs.mp4,
   poster: dgs.jpg}
- {key: miete-dgs, title: Mietvertrag, kind: gebaerden, places: ["unterlage:mietvertrag"], file: dgs.mp4}
"""


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    for name, content in {
        "dgs.mp4": bytes(range(256)) * 40, "dgs.jpg": b"\xff\xd8\xff", "name.webm": b"webm", "name.vtt": b"WEBVTT\n",
    }.items():  # fmt: skip
        (tmp_path / name).write_bytes(content)
    (tmp_path / "videos.yaml").write_text(LIST, encoding="utf-8")
    settings.VIDEOS_DIR = tmp_path
    return tmp_path


def test_a_video_stands_beside_its_question_and_its_paper(traeger: Any, folder: Path) -> None:
    person = Client()
    here = person.post("/antrag/sichern", follow=True).redirect_chain[-1][0].removesuffix("gesichert")
    page = person.get(f"{here}frage/name").content.decode()
    assert page.index("Ihr Name, in Gebärdensprache") < page.index(reverse("portal:clip", args=["name-video", "file"]))
    assert page.count("<video") == 2 == page.count('<video controls preload="none"') and "autoplay" not in page
    assert reverse("portal:clip", args=["name-dgs", "poster"]) in page
    assert reverse("portal:clip", args=["name-video", "captions"]) in page
    assert "<video" not in person.get(f"{here}frage/anschrift").content.decode()
    signed = Client().get("/gebaerdensprache").content.decode()
    assert signed.count("<video") == 2 and "noch nicht" not in signed.split("</main>")[0].split("<main")[1]


def test_without_a_folder_there_is_no_empty_place(traeger: Any, settings: Any) -> None:
    settings.VIDEOS_DIR = None
    person = Client()
    here = person.post("/antrag/sichern", follow=True).redirect_chain[-1][0].removesuffix("gesichert")
    assert "<video" not in person.get(f"{here}frage/name").content.decode()
    assert "gibt es hier noch nicht" in Client().get("/gebaerdensprache").content.decode()


def test_a_player_gets_pieces_and_nothing_that_is_not_named(
    traeger: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 1000)
    film = reverse("portal:clip", args=["name-dgs", "file"])
    answer = Client().get(film, headers={"Range": "bytes=100-"})
    assert (answer.status_code, len(answer.content), answer["Content-Type"]) == (206, 1000, "video/mp4")
    assert answer["Content-Range"] == "bytes 100-1099/10240"
    assert answer.content == (bytes(range(256)) * 40)[100:1100]
    assert len(Client().get(film).content) == 10240
    for key, part in (("name-dgs", "captions"), ("videos", "file"), ("name-dgs", "key")):
        assert Client().get(reverse("portal:clip", args=[key, part])).status_code == 404


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- {key: a, title: A, kind: video, places: ['frage:name'], file: name.webm}", "Untertitel"),
        ("- {key: a, title: A, kind: gebaerden, places: ['frage:name'], file: ../name.webm}", "in diesem Ordner"),
        ("- {key: a, title: A, kind: gebaerden, places: ['frage:name'], file: fehlt.mp4}", "in diesem Ordner"),
        ("- {key: a, title: A, kind: gebaerden, places: ['name'], file: dgs.mp4}", "frage:<Seite>"),
        ("- {key: a, title: A, kind: gebaerden, places: ['frage:name'], file: dgs.exe}", ".mp4"),
        ("- {key: a, title: A, kind: tanz, places: ['frage:name'], file: dgs.mp4}", "gebaerden oder video"),
        ("- {key: A b, title: A, kind: gebaerden, places: ['frage:name'], file: dgs.mp4}", "Buchstaben"),
        ("- {key: a, farbe: rot}", "erlaubt sind"),
        ("key: a", "Liste"),
        ("- [", "nicht lesbar"),
    ],
)
def test_a_wrong_list_names_its_entry(folder: Path, tmp_path_factory: Any, line: str, words: str) -> None:
    other = tmp_path_factory.mktemp("wrong")
    for path in folder.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    (other / "videos.yaml").write_text(line, encoding="utf-8")
    with pytest.raises(ClipError, match=words) as refused:
        all_clips(other)
    assert "videos.yaml" in str(refused.value)


def test_sign_language_comes_first(folder: Path) -> None:
    assert [one.key for one in clips_at(folder, "frage:name")] == ["name-dgs", "name-video"]
