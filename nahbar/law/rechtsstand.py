"""Which law applies: the month that is calculated and the start of the Bewilligungszeitraum (§ 65a SGB II)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from nahbar.law.explain import current
from nahbar.law.parameter import Parameters


@dataclass(frozen=True)
class Rechtsstand:
    """The two dates that choose wordings and parameters; `monat` is the first of the month."""

    monat: date
    bewilligung_beginn: date
    parameters: Parameters
    werte: date | None = None
    """Take the values of this earlier month: a Bescheid reaches beyond what is published (§ 20 Abs. 1a SGB II)."""

    @property
    def werte_monat(self) -> date:
        """The month whose values count; ages, birthdays and wordings follow `monat` all the same."""
        return self.werte or self.monat

    def parameter(self, name: str) -> int:
        """The value of the month in cents, ten-thousandths or pieces; raises UnknownParameter; leaves a trace."""
        entry = self.parameters.at(name, self.werte_monat)
        step = current.get()
        if step is not None:
            step.parameter.append(entry.used)
        return entry.value

    def wert(self, name: str) -> int:
        """The value like `parameter`, where it is only looked at and does not belong into the trace."""
        return self.parameters.at(name, self.werte_monat).value

    def text(self, name: str) -> str:
        """A parameter that is a word or a date instead of a number; raises UnknownParameter."""
        return self.parameters.at(name, self.werte_monat).text
