"""What of a schema of FIM is asked, where it stands, under which key, and what a questionnaire has no words for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from nahbar.questionnaire.xdatenfelder import Element, Field, FieldGroup

LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, eq=False)
class Place:
    """One field and where it stands: below which groups, in which registry, and whether it must be there at all."""

    field: Field
    above: tuple[FieldGroup, ...]
    """The schema first."""
    registry: Element | None
    required: bool


@dataclass
class Draft:
    """What is asked, in the order of the schema, with the keys of places and registries."""

    noted: list[tuple[int, str]] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    intros: dict[FieldGroup, list[str]] = field(default_factory=dict)
    """Texts without an answer, by their group."""
    keys: dict[Place | Element, str] = field(default_factory=dict)

    @property
    def registries(self) -> list[Element]:
        """What repeats and has questions, in the order of the schema."""
        return list(dict.fromkeys(place.registry for place in self.places if place.registry is not None))

    def note(self, one: Element, sentence: str) -> None:
        """Name what could not be taken over."""
        self.noted.append((one.line, f"Zeile {one.line}, {one.id} »{one.label}«: {sentence}"))

    @property
    def notes(self) -> tuple[str, ...]:
        """All that was named, by line."""
        return tuple(sentence for _, sentence in sorted(self.noted, key=lambda pair: pair[0]))


def draft_of(schema: FieldGroup) -> Draft:
    """What of this schema is asked."""
    draft = Draft()
    _walk(draft, schema, (schema,), None, True)
    _name(draft)
    return draft


def slug(text: str) -> str:
    """A key of ASCII letters: `Straße und Nr.` becomes `strasse_und_nr`."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(LETTERS)).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")
    return f"f_{key}" if not key or key[0].isdigit() or key == "id" else key


def told_apart(candidates: Sequence[Sequence[str]], taken: Iterable[str] = ()) -> list[str]:
    """For each the first of its candidates that nothing else has; numbered when they are used up.

    All that share one give way, whoever comes first: moving a field in the schema changes no key.
    """
    blocked, level = set(taken), [0] * len(candidates)
    while True:
        keys = [names[at] for names, at in zip(candidates, level, strict=True)]
        counted = Counter(keys)
        stuck = [n for n, key in enumerate(keys) if counted[key] > 1 or key in blocked]
        moving = [n for n in stuck if level[n] + 1 < len(candidates[n])]
        if not moving:
            break
        for n in moving:
            level[n] += 1
    used = blocked | {key for n, key in enumerate(keys) if n not in stuck}
    for n in stuck:
        number, base = 1, keys[n]
        while keys[n] in used:
            number += 1
            keys[n] = f"{base}_{number}"
        used.add(keys[n])
    return keys


def _walk(
    draft: Draft, group: FieldGroup, above: tuple[FieldGroup, ...], registry: Element | None, needed: bool
) -> None:
    for one in group.children:
        if one.high == 0:
            draft.note(one, "kommt nie vor (Anzahl 0:0) und ist weggelassen.")
            continue
        if isinstance(one, Field) and not _is_asked(draft, one, group):
            continue
        inside = registry
        if one.repeated and not (isinstance(one, Field) and one.values):  # several of a list are one question
            inside = _registry(draft, one, registry)
        # whoever enters an item at all has to say what belongs to it
        must = True if inside is not registry else needed and one.low > 0
        if isinstance(one, FieldGroup):
            _walk(draft, one, (*above, one), inside, must)
        else:
            draft.places.append(Place(one, above, inside, must))


def _registry(draft: Draft, one: Element, around: Element | None) -> Element:
    if around is not None:
        draft.note(one, f"wiederholt sich in »{around.label}«: wird dort nur einmal gefragt.")
        return around
    if one.low:
        draft.note(one, f"mindestens {one.low}-mal: der Fragebogen verlangt keine Mindestzahl von Einträgen.")
    return one


def _is_asked(draft: Draft, one: Field, group: FieldGroup) -> bool:
    if one.art == "label":
        if one.content:
            draft.intros.setdefault(group, []).append(one.content)
        else:
            draft.note(one, "ist ein Hinweis ohne Text und ist weggelassen.")
        return False
    if one.art in ("hidden", "locked"):
        draft.note(one, f"wird nicht von Menschen ausgefüllt ({one.art}) und ist weggelassen.")
        return False
    if one.typ in ("file", "obj"):
        draft.note(one, f"ist keine Frage ({one.typ}) und ist weggelassen; Nachweise nennt evidence.py der Leistung.")
        return False
    return True


def _name(draft: Draft) -> None:
    registries = draft.registries
    names = told_apart([[slug(one.name), f"{slug(one.name)}_{one.id.lower()}"] for one in registries])
    draft.keys.update(zip(registries, names, strict=True))
    letters = Counter(name[0] for name in names)
    for one, name in zip(registries, names, strict=True):
        if letters[name[0]] > 1:
            draft.note(one, f"der Schlüssel {name} beginnt wie ein anderer: bitte einen mit eigenem Buchstaben wählen.")
    for registry in (None, *registries):
        mine = [place for place in draft.places if place.registry is registry]
        own = [_candidates(place) for place in mine]
        draft.keys.update(zip(mine, told_apart(own, () if registry else names), strict=True))


def _candidates(place: Place) -> list[str]:
    name, above = slug(place.field.name), slug(place.above[-1].name)
    return [name, f"{above}_{name}", f"{above}_{name}_{slug(place.field.id)}"]
