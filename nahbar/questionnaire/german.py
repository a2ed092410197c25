"""What is wrong with a definition, in German: for whoever writes the files of an office."""

from __future__ import annotations

import re

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"unknown field( \(a text with a comma belongs in quotes\))?$", "dieses Feld gibt es nicht{comma}"),
    (r"there is no question (.+)$", "die Frage {0} gibt es nicht"),
    (r"there is no page (.+)$", "die Seite {0} gibt es nicht"),
    (r"there is no (.+)$", "{0} gibt es nicht"),
    (r"(.+) is asked on the same page$", "{0} wird auf derselben Seite gefragt"),
    (r"(.+) is asked later$", "{0} wird erst später gefragt"),
    (r"no answers lead here$", "keine Antworten führen hierher"),
    (r"is asked on (.+) and on (.+)$", "wird auf {0} und auf {1} gefragt"),
    (r"the same words as (.+), a fact is asked twice$", "dieselben Worte wie {0}: etwas wird zweimal gefragt"),
    (r"the key is used twice$", "der Schlüssel kommt zweimal vor"),
    (r"(.+) is used twice$", "{0} kommt zweimal vor"),
    (r"two options have the same (\w+)$", "zwei Antworten haben dasselbe Feld {0}"),
    (r"the sentence for a missing answer is missing$", "es fehlt der Satz für eine fehlende Antwort (error)"),
    (r"(\w+) is missing$", "{0} fehlt"),
    (r"is missing$", "fehlt"),
    (r"version (\d+) is missing$", "Fassung {0} fehlt"),
    (r"version (\d+) says nothing about its changes$", "Fassung {0} sagt nicht, was sich ändert (changes)"),
    (r"the first version has none$", "die erste Fassung hat keine Änderungen"),
    (r"a whole number from 1$", "erwartet eine ganze Zahl ab 1"),
    (r"expects a whole number from (\d+) to (\d+)$", "erwartet eine ganze Zahl von {0} bis {1}"),
    (r"expects names and values$", "erwartet Namen und Werte"),
    (r"expects a list of texts$", "erwartet eine Liste von Texten"),
    (r"expects a list$", "erwartet eine Liste"),
    (r"expects a text$", "erwartet einen Text"),
    (r"expects true or false$", "erwartet true oder false"),
    (r"expects texts and pages, and nothing else$", "erwartet texts und pages, sonst nichts"),
    (r"expects (.+), the name of the folder$", "erwartet {0}, den Namen des Ordners"),
    (r"is longer than (\d+) letters$", "ist länger als {0} Zeichen"),
    (r"(.+) is none of (.+)$", "{0} gibt es nicht; möglich: {1}"),
    (r"(.+) is a key of the house$", "den Schlüssel {0} verwendet das Haus selbst"),
    (r"(.+) is asked by the house already$", "die Seite {0} stellt das Haus schon davor"),
    (r"(.+) is the key of something that is there already$", "{0} heißt schon etwas anderes"),
    (r"(.+) has to begin with (\w+)$", "{0} muss mit {1} beginnen"),
    (r"(.+) cannot be changed here$", "{0} lässt sich hier nicht ändern"),
    (r"unknown kind (.+)$", "die Art {0} gibt es nicht"),
    (r"unknown group (.+)$", "die Gruppe {0} gibt es nicht"),
    (r"unknown picture (.+)$", "das Bild {0} gibt es nicht"),
    (r"reserved name (.+)$", "den Namen {0} verwendet das Haus selbst"),
    (r"options belong to choice and choices, and to nothing else$", "options gehören zu choice und choices"),
    (r"belong to choice and choices, and to nothing else$", "gehören zu choice und choices, sonst zu nichts"),
    (r"a page has questions, or it is the overview of a group$", "eine Seite hat Fragen oder ist eine Übersicht"),
    (r"needs exactly one overview$", "braucht genau eine Übersicht"),
    (r"its pages stand before the overview$", "ihre Seiten stehen vor der Übersicht"),
    (r"two groups begin with the same letter, their items would share ids$", "zwei Gruppen beginnen mit demselben "
     "Buchstaben"),
    (r"nobody could use it: neither alone nor beside an application$", "niemand könnte es benutzen: weder allein noch "
     "neben einem Antrag"),
    (r"a form is called by small letters, digits and _, 3 to 40 of them$", "der Name besteht aus 3 bis 40 kleinen "
     "Buchstaben, Ziffern und _"),
    (r"no benefit of this name; there are (.+)$", "so heißt keine Leistung; es gibt {0}"),
    (r"unknown operator$", "diese Bedingung gibt es nicht"),
    (r"a condition has exactly one operator$", "eine Bedingung hat genau ein Wort davor"),
    (r"expects a list of conditions$", "erwartet eine Liste von Bedingungen"),
    (r"expects (\[.+\]|a path|group and where, min, max)$", "erwartet {0}"),
)  # fmt: skip
_COMMA = " (ein Text mit Komma steht in Anführungszeichen)"


def in_german(error: str) -> str:
    """The same mistake with its last part in German; file, line and place stay as they are."""
    starts = [0, *(found.end() for found in re.finditer(": ", error))]
    for start in reversed(starts):
        if said := _said(error[start:]):
            return error[:start] + said
    return error


def _said(text: str) -> str:
    for pattern, german in _SENTENCES:
        found = re.match(pattern, text)
        if found:
            parts = [part or "" for part in found.groups()]
            return german.replace("{comma}", _COMMA if "".join(parts) else "").format(*parts)
    return ""
