"""Where outside parties are plugged in: rooms and procedures ask for a port, `config/wiring.py` says who answers."""

from __future__ import annotations

from typing import Any

_ports: dict[str, Any] = {}


class PortMissing(RuntimeError):
    """Nothing is plugged in here."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Der Anschluss „{name}“ ist nicht eingerichtet. Bitte wenden Sie sich an den Betrieb.")


def register(name: str, implementation: Any) -> None:
    """Plug in what answers at this port; a later registration takes its place."""
    _ports[name] = implementation


def get(name: str) -> Any:
    """What answers at this port (`sepa`: nahbar.domain.payments.bank.BankFormat); raises PortMissing."""
    try:
        return _ports[name]
    except KeyError:
        raise PortMissing(name) from None
