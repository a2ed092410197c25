"""Addresses of the portal."""

from django.urls import URLPattern, URLResolver, path

from nahbar.surfaces.portal.routes import DOORS
from nahbar.surfaces.portal.views import (
    entry,
    info,
    papers,
    passkey,
    post,
    questions,
    review,
    start,
    status,
    what_if,
)

app_name = "portal"

A = "antrag/<uuid:antrag_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("hilfe-heute", start.help_today, name="help_today"),
    path("antrag/sichern", start.secure, name="secure"),
    path("weiter", entry.resume, name="resume"),
    path("anmelden", entry.sign_in, name="sign_in"),
    path("anmelden/geraet", passkey.sign_in, name="passkey_sign_in"),
    path("anmelden/geraet/frage", passkey.sign_in_options, name="passkey_question"),
    path("abmelden", entry.sign_out, name="sign_out"),
    path("schnell-weg", entry.leave, name="leave"),
    path("mein", entry.mine, name="mine"),
    path("zugang-verloren", entry.lost, name="lost"),
    path("zugang-verloren/danke", entry.lost_done, name="lost_done"),
    path("datenschutz", info.datenschutz, name="datenschutz"),
    path("impressum", info.impressum, name="impressum"),
    path("barrierefreiheit", info.barrierefreiheit, name="barrierefreiheit"),
    path("leichte-sprache", info.leichte_sprache, name="leichte_sprache"),
    path("gebaerdensprache", info.gebaerdensprache, name="gebaerdensprache"),
    path(A, questions.tasks, name="tasks"),
    path(f"{A}gesichert", start.secured, name="secured"),
    path(f"{A}konto", entry.account, name="account"),
    path(f"{A}geraet", passkey.device, name="passkey"),
    path(f"{A}geraet/frage", passkey.options, name="passkey_options"),
    path(f"{A}geraet/entfernen", passkey.remove, name="passkey_remove"),
    path(f"{A}spaeter", questions.later, name="later"),
    path(f"{A}frage/<slug:page>", questions.question, name="question"),
    path(f"{A}frage/<slug:page>/<slug:item>", questions.question, name="question_item"),
    path(f"{A}frage/<slug:page>/<slug:item>/entfernen", questions.remove_item, name="remove_item"),
    path(f"{A}schaetzung", review.estimate, name="estimate"),
    path(f"{A}was-waere-wenn", what_if.what_if, name="what_if"),
    path(f"{A}unterlagen", papers.papers, name="papers"),
    path(f"{A}unterlagen/<str:key>", papers.paper, name="paper"),
    path(f"{A}datei/<uuid:upload_id>", papers.upload_view, name="upload_view"),
    path(f"{A}datei/<uuid:upload_id>/seite/<int:nr>", papers.upload_preview, name="upload_preview"),
    path(f"{A}datei/<uuid:upload_id>/entfernen", papers.upload_remove, name="upload_remove"),
    path(f"{A}pruefen", review.review, name="review"),
    path(f"{A}bestaetigung", review.receipt, name="receipt"),
    path(f"{A}bestaetigung.pdf", review.receipt_pdf, name="receipt_pdf"),
    path(f"{A}status", status.status, name="status"),
    path(f"{A}dokument/<uuid:document_id>", status.document, name="document"),
    path(f"{A}aendern", status.changes, name="changes"),
    path(f"{A}zuruecknehmen", status.withdraw, name="withdraw"),
    path(f"{A}vorschuss", status.vorschuss, name="vorschuss"),
    path(f"{A}post", post.mailbox, name="mailbox"),
    path(f"{A}post/gemeinsam/<uuid:letter_id>", post.shared_letter, name="shared_letter"),
    path(f"{A}post/<uuid:letter_id>/oeffnen", post.open_letter, name="open_letter"),
    path(f"{A}post/<uuid:letter_id>", post.letter, name="letter"),
    path(f"{A}bescheid", post.bescheid, name="bescheid"),
    path(f"{A}einsicht", post.file_accesses, name="accesses"),
    *DOORS,
]
