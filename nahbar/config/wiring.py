"""Who answers where: benefits on the shelf, connectors in their ports, jobs known to the worker."""

from __future__ import annotations

import importlib

from django.conf import settings

from nahbar.benefits import registry
from nahbar.config.benefits import BENEFITS
from nahbar.config.local_forms import register_forms
from nahbar.config.local_questions import with_local_questions
from nahbar.connectors.identity.oidc import OidcProvider
from nahbar.connectors.notify.mail.door import SmtpMail
from nahbar.connectors.notify.push.door import VapidPush
from nahbar.connectors.print_provider.folders import FolderExchange
from nahbar.connectors.scan_provider.inbox import WatchedFolder
from nahbar.connectors.sepa.bank_format import Pain001
from nahbar.connectors.video.ice import IceServers
from nahbar.connectors.virus_scanner.clamd import Clamd
from nahbar.domain.applications.vertretung_queries import befugnisse
from nahbar.domain.appointments.workplaces import arbeitsort
from nahbar.domain.decisions.parameter_queries import in_force
from nahbar.platform import ports
from nahbar.surfaces.ui.clips import all_clips

JOBS = (
    "nahbar.connectors.mail_inbox.jobs",
    "nahbar.connectors.scan_provider.jobs",
    "nahbar.platform.jobs.forget",
    "nahbar.platform.vault.upkeep",
    "nahbar.procedures.answer_email",
    "nahbar.procedures.assign_scan",
    "nahbar.procedures.draft_decision",
    "nahbar.procedures.erase_akte",
    "nahbar.procedures.forget_hints",
    "nahbar.procedures.forget_termine",
    "nahbar.procedures.end_meeting",
    "nahbar.procedures.end_vertretung",
    "nahbar.procedures.make_resubmission_due",
    "nahbar.procedures.import_altakten",
    "nahbar.procedures.look_again",
    "nahbar.procedures.note_outage",
    "nahbar.procedures.propose_deletions",
    "nahbar.procedures.propose_presence",
    "nahbar.procedures.read_pages",
    "nahbar.procedures.read_print_receipt",
    "nahbar.procedures.read_scan",
    "nahbar.procedures.release_payment_run",
    "nahbar.procedures.remind_weiter",
    "nahbar.procedures.replace_access",
    "nahbar.procedures.replay_parameter_set",
    "nahbar.procedures.wipe_terminal",
    "nahbar.procedures.send_in_pieces",
    "nahbar.procedures.send_print_batch",
    "nahbar.procedures.tell_citizen",
)
"""Modules that define jobs: the worker must know them by name."""


def wire() -> None:
    """Plug everything in; a second call changes nothing."""
    for ours in BENEFITS:
        benefit = with_local_questions(ours, settings.QUESTIONS_DIR, {known.key for known in BENEFITS})
        if benefit not in registry.all_benefits():
            registry.register(benefit)
    register_forms(settings.QUESTIONS_DIR, {known.key for known in BENEFITS})
    all_clips(settings.VIDEOS_DIR)  # a wrong list stops the start and names its entry
    ports.register("sepa", Pain001())
    ports.register("arbeitsort", arbeitsort)
    ports.register("befugnisse", befugnisse)
    ports.register("parameter", in_force)
    ports.register(
        "identity",
        OidcProvider(settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET, settings.OIDC_TITLE),
    )
    ports.register("notice_mail", SmtpMail(settings.SMTP_URL, settings.MAIL_FROM))
    ports.register("notice_push", VapidPush(settings.VAPID_KEY_FILE, settings.PUSH_HOSTS, settings.MAIL_FROM))
    ports.register("print_provider", FolderExchange(settings.PRINT_OUTBOX, settings.PRINT_INBOX))
    ports.register("scan_inbox", WatchedFolder(settings.SCAN_INBOX))
    ports.register("virus_scanner", Clamd(settings.CLAMD_SOCKET))
    ports.register("video", IceServers(settings.ICE_SERVERS, settings.TURN_URLS, settings.TURN_SECRET))
    for module in JOBS:
        importlib.import_module(module)
