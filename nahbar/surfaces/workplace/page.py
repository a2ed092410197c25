"""What every page of the workplace shares: the frame, one sentence after an action, refusals on the same page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from nahbar.domain.people.queries import parse_birthday
from nahbar.platform.accounts.guard import ActorRequest
from nahbar.platform.letters import LetterRefused
from nahbar.platform.letters.render import LetterFailed
from nahbar.platform.tenancy.scope import savepoint
from nahbar.surfaces.workplace import nav
from nahbar.surfaces.workplace.refusals import REFUSALS

DONE = {
    "dok_drehen": "Gedreht. Alle sehen die Seite jetzt so.",
    "dok_stempeln": "Der Eingangsstempel steht auf der ersten Seite.",
    "dok_teilen": "Geteilt. Die neuen Dokumente liegen im selben Vorgang.",
    "dok_anfuegen": "Zusammengefügt.",
    "dok_angaben": "Gespeichert.",
    "dok_verweisen": "Verknüpft.",
    "dok_umhaengen": "Umgehängt.",
    "dok_schwaerzen": "Die geschwärzte Kopie ist erstellt. Sie steht unten bei den Fassungen.",
    "dok_zurueck": "Zurückgenommen. Es ist wieder wie vorher.",
    "notiz": "Die Notiz steht in der Akte.",
    "notiz_weg": "Gestrichen. Der Text bleibt in der Akte lesbar.",
    "notiz_wieder": "Die Notiz gilt wieder.",
    "wiedervorlage": "Gespeichert. An dem Tag wird daraus eine Aufgabe im Eingang.",
    "wiedervorlage_fertig": "Erledigt.",
    "wiedervorlage_spaeter": "Verschoben.",
    "uebernommen": "Die Aufgabe gehört jetzt Ihnen.",
    "uebernommen_mehrere": "Die ausgewählten Aufgaben gehören jetzt Ihnen.",
    "zurueckgegeben": "Die Aufgabe liegt wieder im Bereich.",
    "zurueckgestellt": "Die Aufgabe erscheint an dem gewählten Tag wieder im Eingang.",
    "berechnet": "Neu berechnet mit den Angaben, wie sie jetzt sind.",
    "berichtigt": "Gespeichert und neu berechnet.",
    "nichts_geaendert": "Sie haben nichts geändert.",
    "andere_behalten": "Es bleibt, wie die andere Person es gespeichert hat.",
    "vorgelegt": "Zur Freigabe vorgelegt. Eine zweite Person sieht die Entscheidung jetzt in ihrer Liste.",
    "abgegeben": "Der Antrag ist abgegeben. Die Person bekommt einen Brief.",
    "ablehnung_vorgelegt": "Die Ablehnung ist zur Freigabe vorgelegt.",
    "briefcode": "Der Code ist gesperrt. Wer die Unterlagen noch schicken soll, braucht einen neuen Brief.",
    "unterlage": "Die Unterlage ist geprüft.",
    "formular_erledigt": "Erledigt. Die Person liest Ihren Satz in ihrem Stand.",
    "angefordert": "Der Brief mit allen fehlenden Unterlagen liegt in der Poststelle bereit.",
    "freigegeben": "Freigegeben. Der Bescheid ist erstellt, die Zahlungen sind angeordnet.",
    "zurueck": "Mit Ihrem Grund zurückgegeben.",
    "aufgegeben": "Aufgegeben. Bekanntgabe und Widerspruchsfrist stehen unten in der Liste.",
    "druck_vorbereitet": "Der Stapel ist vorbereitet. Sehen Sie ihn durch und übergeben Sie ihn dann.",
    "druck_uebergeben": "Der Stapel ist übergeben. Was der Druckdienstleister meldet, erscheint hier.",
    "druck_aufgeloest": "Der Stapel ist aufgelöst. Die Briefe liegen wieder bereit.",
    "druck_zurueck": "Notiert. Was noch im Haus war, ist angehalten; sonst ist der Rückruf angefragt.",
    "quittung_geklaert": "Als geklärt vermerkt.",
    "angehalten": "Der Brief bleibt im Haus. Die Sachbearbeitung hat eine Aufgabe dazu.",
    "scan_zugeordnet": "Zugeordnet. Die Sachbearbeitung hat eine Aufgabe dazu.",
    "scan_abgelehnt": "Abgelehnt. Bild und Papier bleiben, solange die Liste der Originale es sagt.",
    "scan_umgehaengt": "Umgehängt. Die Teamleitung prüft, ob es eine Meldung zum Datenschutz braucht.",
    "scan_geklaert": "Vermerkt. Das Ergebnis steht im Verlauf der Akte.",
    "original_halten": "Die Vernichtung ist angehalten. Der Dienstleister erfährt es in der nächsten Minute.",
    "original_freigeben": "Der Halt ist aufgehoben. Es bleiben mindestens zwei Wochen.",
    "original_anfordern": "Das Original ist angefordert und wird nicht vernichtet.",
    "original_zurueck": "Vermerkt: Das Original ist zurückgegeben.",
    "lauf_vorbereitet": "Der Zahllauf ist vorbereitet. Eine zweite Person gibt ihn frei.",
    "lauf_freigegeben": "Der Zahllauf ist freigegeben. Die Datei für die Bank liegt bereit.",
    "lauf_aufgeloest": "Der Zahllauf ist aufgelöst. Die Zahlungen sind wieder frei.",
    "hinweis_erledigt": "Als erledigt vermerkt.",
    "passkey_da": "Der Passkey ist eingerichtet. Er gilt ab jetzt neben dem Code.",
    "passkey_weg": "Der Passkey ist entfernt.",
    "gemeinde_stand": "Der Stand der Gemeinde ist geändert. Die anderen Gemeinden bleiben, wie sie sind.",
    "gemeinde_bedingung": "Die Bedingung ist eingetragen.",
    "gemeinde_merkmal": "Umgeschaltet. Das gilt ab sofort für diese Gemeinde.",
    "briefkopf": "Der Briefkopf gilt ab jetzt für neue Briefe. Frühere Fassungen stehen unten.",
    "briefkopf_zurueck": "Die frühere Fassung gilt wieder.",
    "weitergeleitet": "Der Antrag ist weitergeleitet. Das steht jetzt in der Akte.",
    "konto_eingetragen": "Eingetragen. Die Person wird gefragt; nach einem Tag gibt eine zweite Person frei.",
    "konto_vorschlagen": "Vorgeschlagen. Eine zweite Person gibt das neue Konto frei.",
    "konto_freigeben": "Freigegeben. Ab heute wird auf das neue Konto gezahlt.",
    "konto_ablehnen": "Nicht übernommen. Der Grund steht in der Akte, die Person erfährt es.",
    "arbeitsort": "Gespeichert. Das gilt für diese Sitzung.",
    "geraet_ort": "Der Standort dieses Geräts ist festgelegt.",
    "datenschutz_antwort": "Die Antwort ist erstellt und geht auf dem Weg hinaus, den die Person gewählt hat.",
    "aussonderung_angeboten": "Vermerkt: dem Archiv angeboten.",
    "aussonderung_wertlos": "Vermerkt: Das Archiv übernimmt nicht. Jetzt lässt sich die Löschung beantragen.",
    "aussonderung_uebernommen": "Vermerkt: Das Archiv hat übernommen. Jetzt lässt sich die Löschung beantragen.",
    "aussonderung_beantragen": "Beantragt. Eine andere Person bestätigt oder gibt zurück.",
    "aussonderung_bestaetigen": "Bestätigt. In wenigen Minuten ist alles vernichtet und steht im Protokoll.",
    "aussonderung_ablehnen": "Zurückgegeben. Ihr Grund steht in der Liste.",
    "frist_vorgeschlagen": "Vorgeschlagen. Die Frist gilt, sobald eine andere Person bestätigt.",
    "frist_gilt": "Bestätigt. Die Frist gilt ab jetzt.",
    "frist_verworfen": "Verworfen. Es gilt weiter, was in der Tabelle steht.",
    "sperre_da": "Die Sperre steht. Nichts in dieser Akte wird gelöscht, bis jemand sie aufhebt.",
    "sperre_weg": "Die Sperre ist aufgehoben.",
    "adressschutz": "Gespeichert. Das gilt ab sofort.",
    "auffaellig": "Vermerkt. Die Entscheidung steht mit Namen und Tag unten.",
    "akte_geschuetzt": "Die Akte ist geschützt. Nur das Team kennt sie noch.",
    "akte_offen": "Der Schutz ist beendet. Die Akte ist wieder eine Akte wie jede andere.",
    "schutzteam": "Das neue Team gilt ab sofort.",
    "stoerung": "Eingetragen. Wer deshalb zu spät war, steht jetzt bei der Leistung auf der Liste.",
    "widerspruch_form": "Die Form ist eingetragen. Ob sie rechtzeitig kam, steht oben.",
    "widerspruch_neu": "Eingetragen. Der Zeitpunkt zählt.",
    "widerspruch_entwurf": "Neu berechnet. Sehen Sie die Monate an und legen Sie den Bescheid zur Freigabe vor.",
    "widerspruch_vorgelegt": "Zur Freigabe vorgelegt. Eine zweite Person sieht den neuen Bescheid in ihrer Liste.",
    "widerspruch_weiter": "Der Widerspruch liegt jetzt der Widerspruchsstelle vor.",
    "widerspruch_pruefung": "Die Erklärung zählt jetzt als Überprüfungsantrag. Die Person erfährt es.",
    "meldung_da": "Festgehalten. Jetzt wird die Person angehört.",
    "angehoert": "Die Anhörung liegt in der Poststelle bereit.",
    "aeusserung": "Die Äußerung ist gespeichert.",
    "meldung_entschieden": "Entschieden. Am Geld ändert sich nichts.",
    "nachricht": "Gesendet. Die Person erfährt, dass es etwas Neues gibt.",
    "papier_erbeten": "Die Bitte steht im Gespräch und bei den Unterlagen der Person.",
    "gespraech_erledigt": "Erledigt. Die Nachrichten bleiben in der Akte.",
    "gespraech_uebernommen": "Sie antworten ab jetzt in diesem Gespräch.",
    "gespraech_weiter": "Weitergegeben. Die Aufgabe ist mitgegangen.",
    "hilfe_kommt": "Am Terminal steht jetzt: Jemand kommt zu Ihnen.",
    "hilfe_beendet": "Der Hilferuf ist beendet.",
    "besuch_beendet": "Der Besuch ist beendet. Am Terminal ist alles gelöscht.",
    "terminal_gespeichert": "Gespeichert.",
    "kontakt": "Der Kontakt steht jetzt im Verlauf.",
    "termin_gebucht": "Der Termin ist vereinbart. Er steht jetzt im Kalender und in der Akte.",
    "termin_verschoben": "Verschoben. Die bisherige Zeit ist wieder frei.",
    "termin_abgesagt": "Abgesagt. Die Zeit ist wieder frei.",
    "termin_notiert": "Notiert.",
    "besuche_gezaehlt": "Die Zahl ist gespeichert.",
    "ort_gespeichert": "Gespeichert. Das gilt ab sofort.",
    "zeiten_gespeichert": "Gespeichert. Vereinbarte Termine bleiben.",
    "karte_neu": "Die neue Karte gilt ab sofort. Die Person sieht sie im Portal und kann sie ausdrucken.",
    "karte_gesperrt": "Die Karte ist gesperrt. Sie gilt ab sofort nirgends mehr.",
    "aufgerufen": "Aufgerufen. Die Nummer steht auf der Anzeige.",
    "niemand_wartet": "Zurzeit wartet niemand.",
    "nummer": "Gespeichert.",
    "abgeholt": "Abgeholt. Die Aufgabe ist erledigt.",
    "anwesend": "Sie sind heute als anwesend eingetragen.",
    "abwesend": "Sie sind heute als nicht im Haus eingetragen.",
    "wissen_entwurf": "Der Entwurf ist gespeichert. Eine zweite Person gibt ihn frei.",
    "wissen_frei": "Freigegeben. Es gilt ab dem ersten Tag, der dabei steht.",
    "wissen_verworfen": "Der Entwurf ist verworfen. Er steht noch unter den früheren Fassungen.",
    "wissen_ende": "Der letzte Tag ist gesetzt.",
    "angemerkt": "Ihre Anmerkung ist gespeichert. Die Antwort steht später hier.",
    "beantwortet": "Ihre Antwort ist gespeichert und bleibt hier stehen.",
    "planung_regeln": "Gespeichert. Karte und Tabelle zeigen es schon. Vorschläge bleiben, bis Sie neu berechnen.",
    "planung_da": "Übernommen. Die Orte stehen jetzt mit ihren Zeiten unter Orte, nur für Information und Beratung.",
    "vorlage_gespeichert": "Gespeichert. Das PDF ändert sich, wenn Sie es neu erstellen.",
    "vorlage_erstellt": "Das PDF ist erstellt.",
    "vorlage_erledigt": "Der Beschluss gilt als erledigt.",
    "satz_geladen": "Geladen. Es gilt noch nichts davon. Jetzt prüft eine zweite Person die Werte.",
    "satz_geprueft": "Geprüft. Jetzt wird der Bestand nachgerechnet, dann kann der Satz in Kraft gesetzt werden.",
    "satz_probelauf": "Die Nachrechnung läuft. Es gehen keine Briefe hinaus und es ändert sich kein Bescheid.",
    "satz_aktiv": "In Kraft gesetzt. Ab dem gewählten Tag rechnet Nahbar mit diesen Werten.",
    "satz_verworfen": "Verworfen. Der Satz steht noch in der Liste.",
    "vertretung_frei": "Freigegeben. Die Person darf ab jetzt handeln, bis zum letzten Tag.",
    "vertretung_abgelehnt": "Abgelehnt. Ihr Grund steht bei der Anfrage.",
    "vertretung_ende": "Beendet. Der Zugang ist zu, die offenen Fristen stehen als Aufgabe im Eingang.",
    "angabe_geklaert": "Als geklärt vermerkt. Beide Angaben bleiben gespeichert.",
    "zustimmung_notiert": "Die Antwort ist eingetragen.",
    "aenderung_entwurf": "Übernommen und berechnet. Der Änderungsbescheid liegt als Entwurf hier.",
    "aenderung_ohne": "Abgeschlossen ohne Bescheid. Die neuen Angaben stehen in der Akte.",
    "aenderung_geprueft": "Die Prüfung ist gespeichert. Sie wird später nicht noch einmal zusammengerechnet.",
    "brief_code": "Der Brief mit neuem Code und neuer PIN liegt in der Poststelle bereit.",
}
"""Sentences after an action, by the key in the address: nothing is kept between two pages."""


UNSET_LETTER = (
    "Der Brief ließ sich nicht setzen, es ist nichts geschehen. Versuchen Sie es noch einmal. Bleibt es dabei, sagen"
    " Sie dem Betrieb Bescheid und nennen Sie das Aktenzeichen."
)


def show(request: ActorRequest, template: str, current: str = "", status: int = 200, **values: Any) -> HttpResponse:
    """A page in the frame of the workplace."""
    frame = {
        "nav": nav.rail(request.actor, current),
        "search_url": reverse("workplace:search") if request.actor.has(*nav.SEARCH) else "",
        "notice": DONE.get(request.GET.get("ok", ""), ""),
    }
    return render(request, f"workplace/{template}.html", {**frame, **values}, status=status)


def attempt(call: Callable[[], object], *, unless: type[Exception] | tuple[type[Exception], ...] = ()) -> str:
    """Run one procedure; the sentence of its refusal, or nothing. What was refused leaves no trace.

    Refusals of `unless` are the caller's.
    """
    try:
        with savepoint():
            call()
    except unless:
        raise
    except (LetterFailed, LetterRefused):
        return UNSET_LETTER
    except REFUSALS as refusal:
        return str(refusal)
    return ""


def done(view: str, ok: str = "", *args: Any, query: dict[str, str] | None = None) -> HttpResponseRedirect:
    """Go on to a page that says what was done."""
    values = {**(query or {}), **({"ok": ok} if ok else {})}
    address = reverse(f"workplace:{view}", args=args)
    return HttpResponseRedirect(f"{address}?{urlencode(values)}" if values else address)


def step(
    call: Callable[[], object], refused: Callable[[str], HttpResponse], view: str, ok: str, *args: Any
) -> HttpResponse:
    """Run one procedure: on to the page that says what was done, or `refused`, the same page with the refusal."""
    refusal = attempt(call)
    return refused(refusal) if refusal else done(view, ok, *args)


def typed_ids(values: Iterable[str]) -> list[UUID]:
    """The ids among these texts; what is none is left out."""
    found = []
    for value in values:
        with suppress(ValueError):
            found.append(UUID(value))
    return found


def typed_day(text: str) -> date | None:
    """A day as a date control sends it, or as people type it (26.11.2026)."""
    return parse_birthday(text)
