"""The words of all questionnaires in one language: `<benefit>/translations/<language>.yaml`, and an office's own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from nahbar.questionnaire.model import Questionnaire
from nahbar.questionnaire.translation import Translated, Translation, load, merged, translate

SHELVES = Path(__file__).parent


@lru_cache(maxsize=32)
def words_in(language: str, *offices: Path) -> Translation:
    """Everything that is said in this language; folders of an office (`<folder>/<language>.yaml`) count first."""
    own = [path for folder in offices if (path := folder / f"{language}.yaml").is_file()]
    shipped = sorted(SHELVES.glob(f"*/translations/{language}.yaml"))
    return merged(language, [load(path) for path in (*own, *shipped)])


_own: dict[str, Path] = {}


def own_words(key: str, folder: Path) -> None:
    """A form of an office has its words in this folder: `<language>.yaml`, they count for this form alone."""
    _own[key] = folder


_kept: dict[tuple[int, str, tuple[Path, ...]], tuple[Questionnaire, Translated]] = {}
_MOST = 64


def in_words(questionnaire: Questionnaire, language: str, *offices: Path) -> Translated:
    """The questionnaire in this language (or `leicht`); the last ones are kept, as each request asks for one."""
    if questionnaire.key in _own:
        offices = (*offices, _own[questionnaire.key])
    key = (id(questionnaire), language, offices)
    if key not in _kept or _kept[key][0] is not questionnaire:
        if len(_kept) >= _MOST:
            _kept.clear()
        _kept[key] = (questionnaire, translate(questionnaire, words_in(language, *offices)))
    return _kept[key][1]
