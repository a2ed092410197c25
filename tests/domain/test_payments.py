"""When money is due, and that nothing social stands on a transfer."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nahbar.domain.payments.models import Zahlungsauftrag
from nahbar.domain.payments.orders import Payee, due_on
from nahbar.law.calendar import erster, plus_monate
from nahbar.law.holidays import is_bank_day


def test_pay_days_of_the_worked_cases() -> None:
    """J8 and § 42 Abs. 1 SGB II: last bank day before the first; 24 and 31 December are none."""
    released = date(2026, 11, 25)
    assert due_on(date(2026, 11, 1), released) == released
    assert due_on(date(2026, 12, 1), released) == date(2026, 11, 30)
    assert due_on(date(2027, 1, 1), released) == date(2026, 12, 30)
    assert due_on(date(2027, 5, 1), released) == date(2027, 4, 30)


@given(st.dates(date(2025, 1, 1), date(2035, 12, 1)), st.integers(-12, 12))
def test_money_is_there_on_the_first_or_at_once(released: date, distance: int) -> None:
    month = plus_monate(erster(released), distance)
    due = due_on(month, released)
    if distance <= 0:
        assert due == released
        return
    assert due < month and is_bank_day(due)
    between = (due + timedelta(days=n) for n in range(1, (month - due).days))
    assert not any(is_bank_day(day) for day in between)


def test_a_payee_tells_whether_something_changed() -> None:
    order = Zahlungsauftrag(empfaenger="Timo", iban="", weg="anweisung")
    assert Payee("Timo", "DE1", "konto").fill(order) and (order.iban, order.weg) == ("DE1", "konto")
    assert not Payee("Timo", "DE1", "konto").fill(order)
