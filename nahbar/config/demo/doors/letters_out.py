"""What the demo shows of the print provider: two letters posted on Friday, a batch that waits to be fetched."""

from __future__ import annotations

from django.conf import settings

from nahbar.config.demo.counter import Counter
from nahbar.config.demo.moments import clock_at
from nahbar.connectors.print_provider.print_shop import PrintShop
from nahbar.domain.applications.models import Antrag
from nahbar.domain.mailroom.models import Brief
from nahbar.platform.tenancy.scope import current_traeger_id
from nahbar.procedures.read_print_receipt import read_waiting
from nahbar.procedures.replace_access import BY_LETTER, replace_access
from nahbar.procedures.send_print_batch import prepare_print_batch, send_print_batch, write_print_batch

KIND = "print_provider"


def fill(counter: Counter) -> None:
    """Three people have lost their code; two of the letters are on their way, the third lies in a new batch."""
    rows = Antrag.objects.filter(stand=Antrag.Stand.EINGEGANGEN, akte__isnull=False, person__isnull=False)
    antraege = list(rows.order_by("-eingegangen_at", "id")[:3])
    if not antraege:
        return
    with clock_at(counter.ago(3, 10, 20)):
        letters = [_code_by_letter(counter, antrag) for antrag in antraege[:2]]
    with clock_at(counter.ago(3, 11, 5)):
        stapel = _hand_over(counter, letters)
    home = settings.HOME / "outside" / KIND
    home.mkdir(parents=True, exist_ok=True)
    shop = PrintShop(home, settings.PRINT_OUTBOX, settings.PRINT_INBOX)
    with clock_at(counter.ago(3, 15, 40)):
        shop.take()
        shop.accept(stapel)
        shop.post(stapel)
        read_waiting(current_traeger_id())
    with clock_at(counter.ago(0, 8, 15)):
        if antraege[2:]:
            _hand_over(counter, [_code_by_letter(counter, antraege[2])])


def _code_by_letter(counter: Counter, antrag: Antrag) -> Brief:
    replace_access(acting=counter.staff["empfang"], antrag=antrag, way=BY_LETTER)
    brief: Brief = Brief.objects.filter(vorgang=antrag.vorgang, art="zugangscode").latest("created_at", "id")
    return brief


def _hand_over(counter: Counter, letters: list[Brief]) -> str:
    post = counter.staff["post"]
    stapel = prepare_print_batch(acting=post, brief_ids=[brief.id for brief in letters])
    send_print_batch(acting=post, stapel=stapel)
    write_print_batch(stapel=str(stapel.id))
    return str(stapel.id)
