"""Acting for somebody else: a login, a request with its proof, or the code that a citizen showed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from nahbar.domain.applications import vertretung_queries as mandates
from nahbar.domain.applications.vertretung_errors import CodeUnusable
from nahbar.domain.applications.vertretung_policies import KREISE
from nahbar.domain.people.queries import parse_birthday
from nahbar.platform import clock
from nahbar.platform.accounts import session
from nahbar.platform.accounts.guard import ActorRequest, allow, public
from nahbar.platform.accounts.roles import Role
from nahbar.procedures.allow_helper import use_helper_code
from nahbar.procedures.open_account import LoginUnusable
from nahbar.procedures.register_vertreter import register_vertreter
from nahbar.procedures.request_vertretung import ProofRefused, Request, request_vertretung
from nahbar.surfaces.portal.forms import posted
from nahbar.surfaces.portal.views.entry import wait_words
from nahbar.surfaces.ui.fields import Field, FormPage, choices

ARTS = (
    ("betreuung", "Ich bin rechtliche Betreuerin oder rechtlicher Betreuer"),
    ("vollmacht", "Ich habe eine Vollmacht"),
    ("eltern", "Ich bin Mutter, Vater, Vormund oder Pflegerin"),
)
PROOF = "nachweis"


@public
@require_GET
def acting(request: ActorRequest) -> HttpResponseBase:
    """What acting for somebody else needs; whoever has a login goes on to the list."""
    if request.actor.has(Role.REPRESENTATIVE):
        return redirect("portal:mine")
    return render(request, "portal/vertretung.html", {"list": reverse("portal:mine")})


ADDRESS = (
    ("name", "Ihr Vorname und Nachname", "name", "name", "Tragen Sie Ihren Namen ein."),
    ("organisation", "Büro, Verein oder Stelle", "text", "organization", ""),
    ("strasse", "Straße", "text", "address-line1", "Tragen Sie die Straße ein."),
    ("hausnummer", "Hausnummer", "text", "off", ""),
    ("plz", "Postleitzahl", "text", "postal-code", "Tragen Sie fünf Ziffern ein."),
    ("ort", "Ort", "text", "address-level2", "Tragen Sie den Ort ein."),
)
"""Name, label, kind, autocomplete, and what to do if it is empty; without a sentence it may stay empty."""


def address_fields(typed: Mapping[str, str], checked: bool) -> list[Field]:
    """The fields of an address to which letters go, with what is missing once the form was sent."""
    fields = []
    for key, label, kind, complete, missing in ADDRESS:
        value = typed.get(key, "").strip()[:120]
        wrong = bool(missing) and (not value or (key == "plz" and not (len(value) == 5 and value.isdigit())))
        error = missing if checked and wrong else ""
        width = {"plz": 5, "hausnummer": 6}.get(key, 0)
        fields.append(
            Field(
                key, label, kind, value=value, error=error, required=bool(missing), autocomplete=complete, width=width
            )
        )
    return fields


@public
@require_http_methods(["GET", "POST"])
def register(request: ActorRequest) -> HttpResponseBase:
    """Makes a login for somebody who acts for others."""
    sent = request.method == "POST"
    fields = address_fields(request.POST.dict(), sent)
    wrong: dict[str, str] = {}
    login = request.POST.get("login", "")[:60]
    if sent and not any(field.error for field in fields):
        try:
            made = register_vertreter(
                acting=request.actor,
                login=login,
                password=request.POST.get("passwort", "")[:200],
                telefon=request.POST.get("telefon", "").strip()[:40],
                **{field.name: field.value for field in fields},
            )
        except LoginUnusable as refused:
            wrong = {refused.field: str(refused)}
        else:
            assert made.account is not None
            session.sign_in(request, made.account)
            return redirect("portal:mine")
    fields += [
        Field("telefon", "Telefon", "phone", value=request.POST.get("telefon", ""), required=False),
        Field(
            "login", "Wie möchten Sie im Portal heißen?", "code", value=login, error=wrong.get("login", ""),
            hint="Mit diesem Namen melden Sie sich an.", autocomplete="username",
        ),
        Field(
            "passwort", "Ihr Passwort", "password", error=wrong.get("passwort", ""),
            hint="Mindestens 10 Zeichen. Drei Wörter hintereinander sind gut.", autocomplete="new-password",
        ),
    ]  # fmt: skip
    page = FormPage(title="Konto für Vertretung und Beratung", fields=tuple(fields), primary="Konto anlegen", later="")
    return render(request, "portal/vertretung_form.html", {"page": page, "back": reverse("portal:acting")})


def _day(raw: Mapping[str, list[str]], name: str) -> tuple[tuple[str, ...], date | None]:
    parts = tuple((raw.get(f"{name}_{part}") or [""])[0].strip() for part in ("tag", "monat", "jahr"))
    return parts, parse_birthday(".".join(parts))


def _ask_fields(request: ActorRequest) -> tuple[list[Field], dict[str, Any]]:
    """The fields of a request with what was typed, and its values; wrong ones carry their sentence."""
    sent = request.method == "POST"
    post, raw = request.POST, posted(request.POST)
    art = post.get("art", "")
    born_parts, born = _day(raw, "geburtsdatum")
    until_parts, until = _day(raw, "bis")
    kreise = [key for key in post.getlist("aufgabenkreise") if key in KREISE]
    typed = {key: post.get(key, "").strip()[:120] for key in ("vorname", "nachname", "kennung", "konflikt")}

    def error(wrong: bool, text: str) -> str:
        return text if sent and wrong else ""

    today = clock.today()
    late = any(until_parts) and (until is None or until < today)
    fields = [
        Field(
            "art", "Wie handeln Sie für die Person?", "choice", options=choices(ARTS), value=art,
            error=error(art not in dict(ARTS), "Wählen Sie aus, wie Sie für die Person handeln."),
        ),
        Field(
            "vorname", "Vorname der Person", "name", value=typed["vorname"], autocomplete="off",
            error=error(not typed["vorname"], "Tragen Sie den Vornamen ein."),
        ),
        Field(
            "nachname", "Nachname der Person", "name", value=typed["nachname"], autocomplete="off",
            error=error(not typed["nachname"], "Tragen Sie den Nachnamen ein."),
        ),
        Field(
            "geburtsdatum", "Geburtsdatum der Person", "date", values=born_parts,
            error=error(born is None or born > today, "Tragen Sie Tag, Monat und Jahr ein, zum Beispiel 14 5 1955."),
        ),
        Field(
            "kennung", "Aktenzeichen oder Code", value=typed["kennung"], required=False, width=16,
            hint="Wenn Sie eins davon haben. Wir sagen hier niemandem, ob jemand bei uns bekannt ist.",
        ),
        Field(
            "aufgabenkreise", "Welche Aufgabenkreise stehen auf Ihrem Ausweis?", "choices", required=False,
            options=choices(tuple(KREISE.items())), values=tuple(kreise),
            hint="Nur bei rechtlicher Betreuung.",
            error=error(art == "betreuung" and not kreise, "Kreuzen Sie an, was auf dem Ausweis steht."),
        ),
        Field(
            "vorbehalt", "Steht auf dem Ausweis ein Einwilligungsvorbehalt?", "bool", required=False,
            value=post.get("vorbehalt", ""), hint="Dann gilt manches nur, wenn Sie zustimmen. Nur bei Betreuung.",
        ),
        Field(
            "bis", "Bis wann gilt das?", "date", required=False, values=until_parts,
            hint="Leer lassen, wenn kein Ende feststeht.",
            error=error(late, "Tragen Sie einen Tag ab heute ein, oder lassen Sie das Feld leer."),
        ),
        Field(
            "konflikt", "Haben Sie mit der Person noch anders zu tun?", value=typed["konflikt"], required=False,
            hint="Zum Beispiel: Ich vermiete ihr die Wohnung.",
        ),
    ]  # fmt: skip
    values = typed | {
        "art": art, "geburtsdatum": born, "bis": until, "aufgabenkreise": tuple(kreise),
        "einwilligungsvorbehalt": post.get("vorbehalt") == "ja",
    }  # fmt: skip
    return fields, values


@allow(Role.REPRESENTATIVE)
@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest) -> HttpResponseBase:
    """Asks to act for a person; the answer is the same whether she is known here or not."""
    vertreter = mandates.vertreter_of(request.actor.account_id)
    assert vertreter is not None
    fields, values = _ask_fields(request)
    file, wrong = request.FILES.get("nachweis"), ""
    if request.method == "POST":
        if file is None:
            wrong = "Fügen Sie ein Foto oder eine Datei vom Ausweis, der Vollmacht oder Urkunde an."
        elif not any(field.error for field in fields):
            try:
                row = request_vertretung(
                    acting=request.actor,
                    vertreter=vertreter,
                    request=Request(**values),
                    filename=file.name or "Datei",
                    data=file.read(),
                )
            except ProofRefused as refused:
                wrong = str(refused)
            else:
                return redirect(f"{reverse('portal:acting_one', args=[row.id])}?neu=1")
    fields.append(
        Field(
            PROOF, "Foto vom Betreuerausweis, der Vollmacht oder der Urkunde", "file", error=wrong,
            hint="Vorder- und Rückseite auf einem Bild oder als PDF.",
        )
    )  # fmt: skip
    page = FormPage(title="Für wen möchten Sie handeln?", fields=tuple(fields), primary="Zur Prüfung senden", later="")
    context = {"page": page, "back": reverse("portal:mine"), "files": True}
    return render(request, "portal/vertretung_form.html", context)


@allow(Role.REPRESENTATIVE)
@require_http_methods(["GET", "POST"])
def use_code(request: ActorRequest) -> HttpResponseBase:
    """Takes the code that a citizen shows on her own screen."""
    vertreter = mandates.vertreter_of(request.actor.account_id)
    assert vertreter is not None
    typed, wrong, note = request.POST.get("code", "")[:20], "", ""
    if request.method == "POST":
        try:
            row = use_helper_code(acting=request.actor, vertreter=vertreter, code=typed)
        except CodeUnusable as refused:
            wrong, note = str(refused), wait_words(refused.wait_seconds)
        else:
            return redirect("portal:acting_one", row.id)
    hint = "Die Person sieht ihn auf ihrer Seite »Wer darf für mich handeln?«. Er gilt eine Viertelstunde."
    field = Field("code", "Code der Person", "code", value=typed, width=12, error=wrong, hint=hint)
    page = FormPage(title="Code eingeben", fields=(field,), primary="Code einlösen", later="", intro=note)
    return render(request, "portal/vertretung_form.html", {"page": page, "back": reverse("portal:mine")})
