"""Tags and filters of the design system: `{% load ui %}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from nahbar.platform import clock
from nahbar.platform.zone import BERLIN
from nahbar.surfaces.ui import pictures, words
from nahbar.surfaces.ui.fields import Field, FormPage
from nahbar.surfaces.ui.reading import base_language, frame_status, has_words, wants_leicht
from nahbar.surfaces.ui.stored_words import marked

register = template.Library()


def _german() -> bool:
    return (get_language() or "de").startswith("de")


def _render(component: str, /, **values: Any) -> SafeString:
    return SafeString(render_to_string(f"ui/components/{component}.html", values))


def _in_readers_words(context: Context) -> bool:
    shown = getattr(context, "template", None)
    return bool(context.get("translated")) and has_words(shown.name if shown else None, base_language())


@register.simple_tag(takes_context=True)
def content_language(context: Context) -> str:
    """`{% content_language as shown %}`: the reader's language where the page is `translated`, else German."""
    return (get_language() or "de") if _in_readers_words(context) else "de"


@register.simple_tag(takes_context=True)
def language_notice(context: Context) -> str:
    """`{% language_notice as said %}`: what must be said about the language of this page; nothing for plain German.

    The German text binds; words that nobody has read yet say so. `reading` is the page's own (a question), without it
    the status of the frame counts.
    """
    reading = context.get("reading")
    if (language := base_language()) == "de":
        return getattr(reading, "notice", "")
    if not _in_readers_words(context):
        return gettext("Diese Seite gibt es bisher nur auf Deutsch.")
    if frame_status(language) == "reviewed" and getattr(reading, "status", "reviewed") == "reviewed":
        return gettext("Übersetzung. Verbindlich ist der deutsche Text.")
    return gettext("Entwurf, noch nicht geprüft. Verbindlich ist der deutsche Text.")


@register.simple_tag(takes_context=True)
def leicht_chosen(context: Context) -> bool:
    """`{% leicht_chosen as leicht %}`: whether the reader chose Leichte Sprache."""
    return wants_leicht(context.get("request"))


# --- words -----------------------------------------------------------------------------------------------------------


@register.filter
def euro(cents: int | None) -> str:
    """`{{ cents|euro }}`: `1.373,68 €`."""
    return "" if cents is None else words.euro(cents)


@register.filter
def datum(value: date | datetime | None) -> str:
    """`{{ day|datum }}`: `Dienstag, 1. Dezember 2026`."""
    if value is None:
        return ""
    return words.datum(value) if _german() else format_date(words.as_day(value), "l j E Y")


@register.filter
def kurzdatum(value: date | datetime | None) -> str:
    """`{{ day|kurzdatum }}`: `1. Dezember 2026`."""
    if value is None:
        return ""
    return words.kurzdatum(value) if _german() else format_date(words.as_day(value), "j E Y")


@register.filter
def monat(value: date | datetime | None) -> str:
    """`{{ day|monat }}`: `Dezember 2026`."""
    if value is None:
        return ""
    return words.monat(value) if _german() else format_date(words.as_day(value), "F Y")


@register.filter
def gesagt(german: str | None) -> str:
    """`{{ paper.titel|gesagt }}`: a sentence that a room keeps in German, in the language of the page."""
    return marked(german or "")


@register.filter
def uhrzeit(value: datetime | None) -> str:
    """`{{ moment|uhrzeit }}`: `21.47 Uhr`."""
    if value is None:
        return ""
    return words.uhrzeit(value) if _german() else f"{value.astimezone(BERLIN):%H:%M}"


@register.filter
def frist(value: date | datetime | None) -> str:
    """`{{ day|frist }}`: `noch 6 Tage`."""
    if value is None:
        return ""
    if _german():
        return words.frist(value, clock.today())
    days = (words.as_day(value) - clock.today()).days
    if days == 0:
        return gettext("heute")
    if days > 0:
        return ngettext("noch %(n)s Tag", "noch %(n)s Tage", days) % {"n": days}
    return ngettext("seit %(n)s Tag vorbei", "seit %(n)s Tagen vorbei", -days) % {"n": -days}


@register.filter
def groesse(octets: int | None) -> str:
    """`{{ octets|groesse }}`: `1,9 MB`."""
    return "" if octets is None else words.groesse(octets)


@register.filter
def gruppen(iban: str | None) -> str:
    """`{{ account.iban|gruppen }}`: `DE12 5001 0517 …`, in fours as on a bank card; no break inside."""
    plain = "".join((iban or "").split())
    return "\u00a0".join(plain[i : i + 4] for i in range(0, len(plain), 4))


@register.filter
def telefon(number: str | None) -> str:
    """`{{ office.telefon|telefon }}`: digits and plus only, for a `tel:` link."""
    return "".join(sign for sign in number or "" if sign.isdigit() or sign == "+")


# --- forms -----------------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def field(context: Context, item: Field, heading: bool | None = None) -> SafeString:
    """`{% field f %}`: the control with label, hint, error, «Das weiß ich nicht», why and help."""
    values = {
        "f": item,
        "heading": item.heading if heading is None else heading,
        "csrf_token": context.get("csrf_token"),
    }
    return SafeString(render_to_string("ui/fields/field.html", values))


@register.simple_tag(takes_context=True)
def fields(context: Context, items: FormPage | Sequence[Field]) -> SafeString:
    """`{% fields page %}`: all fields of a page, or of a list."""
    listed = items.fields if isinstance(items, FormPage) else items
    return SafeString("".join(field(context, item) for item in listed))


@register.simple_tag
def error_summary(errors: FormPage | Sequence[tuple[str, str]]) -> SafeString:
    """`{% error_summary page %}`: nothing without errors; else the box that gets the focus."""
    listed = errors.error_list if isinstance(errors, FormPage) else list(errors)
    return _render("error_summary", errors=listed) if listed else SafeString("")


@register.simple_tag
def buttons(primary: str = "", later: str = "", name: str = "", value: str = "", danger: bool = False) -> SafeString:
    """`{% buttons "Speichern und weiter" "Später weitermachen" %}`; the quiet one sends `spaeter=1`."""
    return _render("buttons", primary=primary, later=later, name=name, value=value, danger=danger)


@register.simple_tag
def button(
    label: str, href: str = "", kind: str = "secondary", icon: str = "", name: str = "", value: str = "", hint: str = ""
) -> SafeString:
    """`{% button "Freigeben" kind="primary" name="tat" value="frei" %}`; with `href` a link that looks alike.

    kind: `primary`, `secondary`, `tertiary`. `hint` is added for screen readers: which row the button belongs to.
    """
    return _render("button", label=label, href=href, kind=kind, icon=icon, name=name, value=value, hint=hint)


@register.simple_block_tag
def why(content: str, norm: str = "", title: str = "") -> SafeString:
    """`{% why norm="§ 22 SGB II" %}One sentence.{% endwhy %}`."""
    return _render("details", content=content, norm=norm, title=title or gettext("Warum fragen wir das?"), kind="why")


@register.simple_block_tag
def help_box(content: str, title: str = "", phone: str = "") -> SafeString:
    """`{% help_box phone=office.phone %}…{% endhelp_box %}`: explanation and a person to call."""
    return _render(
        "details", content=content, phone=phone, title=title or gettext("Ich verstehe die Frage nicht"), kind="help"
    )


@register.simple_block_tag
def details(content: str, title: str, opened: bool = False) -> SafeString:
    """`{% details "Alle Zahlen" %}…{% enddetails %}`."""
    return _render("details", content=content, title=title, kind="plain", open=opened)


# --- messages --------------------------------------------------------------------------------------------------------


@register.simple_block_tag
def confirmation(content: str, title: str, heading: int = 1) -> SafeString:
    """`{% confirmation "Ihr Antrag gilt ab 1. November" %}…{% endconfirmation %}`: the green panel, with the h1."""
    return _render("confirmation", content=content, title=title, heading=heading)


@register.simple_block_tag
def alert(content: str, title: str = "", kind: str = "info", role: str = "", level: int = 2) -> SafeString:
    """`{% alert "Eine Unterlage fehlt" kind="warning" %}…{% endalert %}`; kind: info, success, warning, danger."""
    return _render("alert", content=SafeString(content.strip()), title=title, kind=kind, role=role, level=level)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """`{% inset %}…{% endinset %}`: set off from the text by a line."""
    return _render("inset", content=content, kind="")


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """`{% warning %}…{% endwarning %}`: one important sentence."""
    return _render("inset", content=content, kind="warning")


@register.simple_block_tag
def empty(content: str, title: str, icon: str = "checklist") -> SafeString:
    """`{% empty "Noch keine Post" %}What will appear here and how.{% endempty %}`."""
    return _render("empty", content=content, title=title, icon=icon)


@register.simple_tag
def badge(text: str, kind: str = "") -> SafeString:
    """`{% badge "Frist heute" "danger" %}`; kind: info, success, warning, danger or nothing."""
    return _render("badge", text=text, kind=kind)


@register.simple_tag
def code(value: str) -> SafeString:
    """`{% code "7F3K-92QX" %}`: large, grouped, read aloud letter by letter."""
    groups = value.replace(" ", "-").split("-")
    return _render("code", value=value, groups=groups, spelled=words.spelled(value))


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """`{% icon "edit" %}`: a pictogram, never without a word beside it."""
    classes = f"kern-icon kern-icon--{name}" + (f" kern-icon--{size}" if size else "")
    return format_html('<span class="{}" aria-hidden="true"></span>', classes)


@register.simple_tag
def picture(name: str) -> SafeString:
    """`{% picture "flat" %}`: our own drawing of what a page is about; for eyes only, never without the words."""
    if not name:
        return SafeString("")
    return format_html(
        '<svg class="nb-picture" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("ui/pictures.svg"),
        name,
    )


# --- ways ------------------------------------------------------------------------------------------------------------


@register.simple_tag
def back_link(url: str, text: str = "") -> SafeString:
    """`{% back_link url %}`."""
    return _render("back_link", url=url, text=text or gettext("Zurück"))


@register.simple_tag
def tabs(items: Sequence[Mapping[str, Any]], label: str) -> SafeString:
    """`{% tabs items "Teile der Akte" %}`; each {title, url, current, count?}: links, not scripts."""
    return _render("tabs", items=items, label=label)


@register.simple_tag
def pagination(page: Any, base: str = "?", label: str = "Seiten") -> SafeString:
    """`{% pagination page "?sort=name&" %}`; `page` is Django's Page."""
    numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    return _render("pagination", page=page, base=base, label=label, numbers=numbers)


@register.simple_tag
def key_hint(key: str) -> SafeString:
    """`{% key_hint "/" %}`: a key of the keyboard."""
    return _render("key_hint", key=key)


@register.simple_tag
def progress(section: str, number: int, of: int, word: str = "") -> SafeString:
    """`{% progress "Wohnen" 3 6 %}`: `Wohnen: Frage 3 von 6`."""
    return _render("progress", section=section, number=number, of=of, word=word or gettext("Frage"))


@register.simple_tag
def print_button(label: str = "") -> SafeString:
    """`{% print_button %}`: hidden where there is no JavaScript; the page prints well anyhow."""
    return _render("print_button", label=label or gettext("Drucken"))


# --- lists and pictures ----------------------------------------------------------------------------------------------


@register.simple_tag
def summary_list(
    rows: Sequence[Mapping[str, Any]], title: str = "", change_url: str = "", level: int = 2, id: str = ""
) -> SafeString:
    """`{% summary_list rows title="Wohnen" change_url=url %}`; each row {key, value, change_url?, unknown?, note?}."""
    return _render("summary_list", rows=rows, title=title, change_url=change_url, level=level, id=id)


@register.simple_tag
def task_list(items: Sequence[Mapping[str, Any]], title: str = "", level: int = 2) -> SafeString:
    """`{% task_list items "Über Sie" %}`; each {title, url?, state, hint?, missing?}.

    state: `fertig`, `angefangen`, `offen`, `gesperrt`; `missing`: rows {title, url} that a locked one waits for.
    """
    return _render("task_list", items=items, title=title, level=level)


@register.simple_tag
def paper_card(paper: Mapping[str, Any], level: int = 2) -> SafeString:
    """`{% paper_card paper %}`: {title, why, state, url?, action?, note?, deadline?, files?}.

    state: `fehlt`, `gesendet`, `lesbar`, `anerkannt`, or `unscharf` (must be sent again).
    """
    return _render("paper_card", paper=paper, level=level, steps=pictures.paper_steps(str(paper["state"])))


@register.simple_tag
def timeline(steps: Sequence[Mapping[str, Any]], label: str = "Verlauf") -> SafeString:
    """`{% timeline steps %}`; each {title, state, when?, text?, url?, link?}; state: fertig, jetzt, spaeter, wartet."""
    return _render("timeline", steps=steps, label=label)


@register.simple_tag
def file_list(files: Sequence[Mapping[str, Any]], label: str = "Dateien") -> SafeString:
    """`{% file_list files %}`; each {name, size?, pages?, url?, preview_url?, note?, remove_url?}."""
    return _render("file_list", files=files, label=label)


@register.simple_tag
def estimate_bar(
    bedarf: Sequence[tuple[str, int]],
    einkommen: int,
    anspruch: int,
    claims: Sequence[tuple[str, int]] = (),
    title: str = "Ihre Rechnung als Bild",
) -> SafeString:
    """`{% estimate_bar bedarf einkommen anspruch claims %}`: (name, cents) per person, the others in cents."""
    return _render("estimate_bar", **pictures.estimate(bedarf, einkommen, anspruch, claims), title=title)


@register.simple_tag
def month_bars(months: Sequence[tuple[date, int]], title: str = "Monat für Monat") -> SafeString:
    """`{% month_bars months %}`: (first day of the month, cents) each."""
    return _render("month_bars", bars=pictures.month_bars(months), title=title)


@register.simple_tag(takes_context=True)
def data_table(context: Context, table: Any) -> SafeString:
    """`{% data_table table %}`: a `nahbar.surfaces.ui.tables.Table`."""
    return SafeString(
        render_to_string("ui/components/data_table.html", {"table": table, "request": context.get("request")})
    )


@register.simple_block_tag
def panes(content: str, label: str = "") -> SafeString:
    """`{% panes %}{% pane "Dokument" %}…{% endpane %}…{% endpanes %}`: side by side; the border can be dragged."""
    return _render("panes", content=content, label=label)


@register.simple_block_tag
def pane(content: str, title: str, size: str = "1", level: int = 2) -> SafeString:
    """One pane; size: `1`, `2` or `3` parts of the width."""
    return _render("pane", content=content, title=title, size=size, level=level)
