"""What the demo shows of hints: somebody who wants them by e-mail and in a browser, and a first one on its way."""

from __future__ import annotations

from django.conf import settings

from nahbar.config.demo.counter import Counter, citizen
from nahbar.connectors.notify.push.service import PushService
from nahbar.domain.applications.models import Antrag
from nahbar.platform.accounts.roles import ANONYMOUS
from nahbar.procedures.choose_notices import choose_browser, choose_mail, confirm_mail, offered_mail, offered_push
from nahbar.procedures.tell_citizen import sign, tell_citizen

ADDRESS = "zuhause@post.example"
PUSH_OFFSET = 17
KIND = "notify.push"


def fill(counter: Counter) -> None:
    """The person whose decision came in the portal; nothing where mail and push are not set up."""
    rows = Antrag.objects.filter(stand=Antrag.Stand.ENTSCHIEDEN, bescheid_weg=Antrag.Weg.PORTAL, person__isnull=False)
    antrag = rows.select_related("akte__person").order_by("-entschieden_at").first()
    if antrag is None or not offered_mail() or not offered_push():
        return
    who = citizen(antrag)
    way = choose_mail(acting=who, antrag=antrag, address=ADDRESS, consent=True, diskret=True)
    confirm_mail(acting=ANONYMOUS, link=sign(way.id))
    browser = PushService(settings.HOME / "outside" / KIND)
    subscription = browser.subscription(f"http://127.0.0.1:{settings.PORT + PUSH_OFFSET}")
    choose_browser(
        acting=who, antrag=antrag, endpoint=subscription["endpoint"], keys=subscription["keys"], consent=True
    )
    tell_citizen(acting=counter.staff["post"], akte=antrag.akte, anlass="brief")
