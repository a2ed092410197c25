"""Reading applications: whose, what is missing, how far, and how long it will take."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Count, Q

from nahbar.domain.applications.access import current_code
from nahbar.domain.applications.briefcodes import briefcode_of
from nahbar.domain.applications.errors import AntragUnknown
from nahbar.domain.applications.models import Antrag, Antwortstand, Nachweis, Upload, Zugang
from nahbar.domain.applications.papers import OPEN, OTHER
from nahbar.domain.applications.policies import can_view_antrag, is_own_antrag
from nahbar.domain.applications.status import StatusView, status_of
from nahbar.domain.applications.versions import brought_up_to_date, questionnaire_of
from nahbar.domain.casefile.models import Akte, Vorgang
from nahbar.domain.casefile.queries import AkteHit, search_akten
from nahbar.platform.accounts.roles import Actor
from nahbar.platform.ids import normal_code
from nahbar.platform.vault.models import StoredFile

__all__ = ["Antrag", "Nachweis", "StatusView", "Upload", "current_code", "questionnaire_of", "status_of"]


def antrag_by_id(antrag_id: UUID) -> Antrag:
    """The application of this id with person, file and town; raises AntragUnknown."""
    found: Antrag | None = (
        Antrag.objects.select_related(
            "person", "akte", "vorgang", "gemeinde", "traeger", "eingangsbestaetigung", "stamm"
        )
        .filter(id=antrag_id)
        .first()
    )
    if found is None:
        raise AntragUnknown
    return brought_up_to_date(found)


def own_antrag(actor: Actor, antrag_id: UUID) -> Antrag:
    """The citizen's own application; raises AntragUnknown for a foreign one as for one that does not exist."""
    antrag = antrag_by_id(antrag_id)
    if not is_own_antrag(actor, antrag):
        raise AntragUnknown
    return antrag


def visible_antrag(actor: Actor, antrag_id: UUID) -> Antrag:
    """The application, for the citizen whose it is and for staff; raises AntragUnknown."""
    antrag = antrag_by_id(antrag_id)
    if not can_view_antrag(actor, antrag):
        raise AntragUnknown
    return antrag


def own_antraege(actor: Actor) -> list[Antrag]:
    """The applications of this citizen, newest first."""
    mine = Q(id__in=actor.antrag_ids) | Q(stamm_id__in=actor.antrag_ids)
    if actor.account_id is not None:
        mine |= Q(account_id=actor.account_id) | Q(stamm__account_id=actor.account_id)
    return list(Antrag.objects.filter(mine).order_by("-gesichert_at"))


def antrag_of_vorgang(vorgang: Vorgang) -> Antrag | None:
    """The application of this matter, if it is about one."""
    found: Antrag | None = Antrag.objects.select_related("person", "akte", "vorgang").filter(vorgang=vorgang).first()
    return found


def antraege_of_akte(akte: Akte) -> list[Antrag]:
    """The applications in this file, newest first."""
    return list(Antrag.objects.filter(akte=akte).select_related("person", "vorgang").order_by("-gesichert_at"))


def nachweise(antrag: Antrag) -> list[Nachweis]:
    """The papers with their uploads: needed ones first; those that are needless come last."""
    order = {Nachweis.Stand.ENTFAELLT: 3}
    rows = list(Nachweis.objects.filter(antrag=antrag).prefetch_related("uploads").order_by("id"))
    return sorted(rows, key=lambda n: (2 if n.key == OTHER else order.get(Nachweis.Stand(n.stand), 0), not n.pflicht))


def nachweis_by_key(antrag: Antrag, key: str) -> Nachweis:
    """The paper of this key; raises AntragUnknown."""
    found: Nachweis | None = Nachweis.objects.filter(antrag=antrag, key=key).prefetch_related("uploads").first()
    if found is None:
        raise AntragUnknown
    return found


def missing(antrag: Antrag) -> list[Nachweis]:
    """The required papers that have not come, or must come again."""
    return list(Nachweis.objects.filter(antrag=antrag, pflicht=True, stand__in=OPEN).order_by("id"))


def uploads(antrag: Antrag) -> list[Upload]:
    """Everything that was sent, in the order of arrival, refused files too."""
    return list(Upload.objects.filter(antrag=antrag).select_related("nachweis", "original", "ansicht", "dokument"))


def upload_by_id(antrag: Antrag, upload_id: UUID) -> Upload:
    """One upload of this application; raises AntragUnknown."""
    found: Upload | None = (
        Upload.objects.select_related("nachweis", "original", "ansicht").filter(antrag=antrag, id=upload_id).first()
    )
    if found is None:
        raise AntragUnknown
    return found


def preview(upload: Upload, nr: int) -> StoredFile:
    """The stored picture of one page, counted from 1; raises AntragUnknown."""
    if not 1 <= nr <= len(upload.vorschau):
        raise AntragUnknown
    found: StoredFile = StoredFile.objects.get(id=upload.vorschau[nr - 1])
    return found


def answer_states(antrag: Antrag) -> list[Antwortstand]:
    """The kept states of the answers, oldest first."""
    return list(Antwortstand.objects.filter(antrag=antrag))


def missing_counts(vorgang_ids: Iterable[UUID]) -> dict[UUID, int]:
    """Number of missing required papers by matter, for lists; matters without application are left out."""
    open_papers = Count("nachweise", filter=Q(nachweise__pflicht=True, nachweise__stand__in=OPEN))
    rows = Antrag.objects.filter(vorgang_id__in=list(vorgang_ids)).annotate(offen=open_papers)
    return {row.vorgang_id: row.offen for row in rows}


def search(text: str, *, hidden: Collection[UUID] = ()) -> list[AkteHit]:
    """Files by name, date of birth, number of the file, number of the application, or code; none that is `hidden`."""
    word = text.strip().upper()
    akte: Akte | None = None
    if word.startswith("A-"):
        found = Antrag.objects.select_related("akte__person").filter(nummer=word, akte__isnull=False).first()
        akte = found.akte if found else None
    elif code := normal_code(word):
        zugang = Zugang.objects.select_related("antrag__akte__person").filter(code=code).first()
        letter = None if zugang else briefcode_of(code)
        akte = zugang.antrag.akte if zugang else letter.antrag.akte if letter else None
    if akte is not None:
        if akte.id in hidden:
            return []
        who = akte.person
        return [AkteHit(akte.id, akte.aktenzeichen, str(who), who.geburtsdatum, who.ort_gezeigt)]
    return search_akten(text, hidden=hidden)
