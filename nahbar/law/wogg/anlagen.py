"""Anlagen 2 and 3 WoGG: the values of the formula by size of the household, one literal name a cell.

`a`, `b`, `c` are whole hundred-millionths (0,04 is 4 000 000); M and Y are cents. More than twelve members take the
values of twelve (§ 19 Abs. 3).
"""

from __future__ import annotations

from nahbar.law.rechtsstand import Rechtsstand


def wert_a(recht: Rechtsstand, anzahl: int) -> int:
    """The value a; Anlage 2 has a minus sign from six members on."""
    if anzahl == 1:
        return recht.parameter("wogg_a_1")
    if anzahl == 2:
        return recht.parameter("wogg_a_2")
    if anzahl == 3:
        return recht.parameter("wogg_a_3")
    if anzahl == 4:
        return recht.parameter("wogg_a_4")
    if anzahl == 5:
        return recht.parameter("wogg_a_5")
    if anzahl == 6:
        return -recht.parameter("wogg_a_6")
    if anzahl == 7:
        return -recht.parameter("wogg_a_7")
    if anzahl == 8:
        return -recht.parameter("wogg_a_8")
    if anzahl == 9:
        return -recht.parameter("wogg_a_9")
    if anzahl == 10:
        return -recht.parameter("wogg_a_10")
    if anzahl == 11:
        return -recht.parameter("wogg_a_11")
    return -recht.parameter("wogg_a_12")


def wert_b(recht: Rechtsstand, anzahl: int) -> int:
    """The value b."""
    if anzahl == 1:
        return recht.parameter("wogg_b_1")
    if anzahl == 2:
        return recht.parameter("wogg_b_2")
    if anzahl == 3:
        return recht.parameter("wogg_b_3")
    if anzahl == 4:
        return recht.parameter("wogg_b_4")
    if anzahl == 5:
        return recht.parameter("wogg_b_5")
    if anzahl == 6:
        return recht.parameter("wogg_b_6")
    if anzahl == 7:
        return recht.parameter("wogg_b_7")
    if anzahl == 8:
        return recht.parameter("wogg_b_8")
    if anzahl == 9:
        return recht.parameter("wogg_b_9")
    if anzahl == 10:
        return recht.parameter("wogg_b_10")
    if anzahl == 11:
        return recht.parameter("wogg_b_11")
    return recht.parameter("wogg_b_12")


def wert_c(recht: Rechtsstand, anzahl: int) -> int:
    """The value c."""
    if anzahl == 1:
        return recht.parameter("wogg_c_1")
    if anzahl == 2:
        return recht.parameter("wogg_c_2")
    if anzahl == 3:
        return recht.parameter("wogg_c_3")
    if anzahl == 4:
        return recht.parameter("wogg_c_4")
    if anzahl == 5:
        return recht.parameter("wogg_c_5")
    if anzahl == 6:
        return recht.parameter("wogg_c_6")
    if anzahl == 7:
        return recht.parameter("wogg_c_7")
    if anzahl == 8:
        return recht.parameter("wogg_c_8")
    if anzahl == 9:
        return recht.parameter("wogg_c_9")
    if anzahl == 10:
        return recht.parameter("wogg_c_10")
    if anzahl == 11:
        return recht.parameter("wogg_c_11")
    return recht.parameter("wogg_c_12")


def mindest_m(recht: Rechtsstand, anzahl: int) -> int:
    """The smallest M of Anlage 3 Nr. 1."""
    if anzahl == 1:
        return recht.parameter("wogg_mindest_m_1")
    if anzahl == 2:
        return recht.parameter("wogg_mindest_m_2")
    if anzahl == 3:
        return recht.parameter("wogg_mindest_m_3")
    if anzahl == 4:
        return recht.parameter("wogg_mindest_m_4")
    if anzahl == 5:
        return recht.parameter("wogg_mindest_m_5")
    if anzahl == 6:
        return recht.parameter("wogg_mindest_m_6")
    if anzahl == 7:
        return recht.parameter("wogg_mindest_m_7")
    if anzahl == 8:
        return recht.parameter("wogg_mindest_m_8")
    if anzahl == 9:
        return recht.parameter("wogg_mindest_m_9")
    if anzahl == 10:
        return recht.parameter("wogg_mindest_m_10")
    if anzahl == 11:
        return recht.parameter("wogg_mindest_m_11")
    return recht.parameter("wogg_mindest_m_12")


def mindest_y(recht: Rechtsstand, anzahl: int) -> int:
    """The smallest Y of Anlage 3 Nr. 1."""
    if anzahl == 1:
        return recht.parameter("wogg_mindest_y_1")
    if anzahl == 2:
        return recht.parameter("wogg_mindest_y_2")
    if anzahl == 3:
        return recht.parameter("wogg_mindest_y_3")
    if anzahl == 4:
        return recht.parameter("wogg_mindest_y_4")
    if anzahl == 5:
        return recht.parameter("wogg_mindest_y_5")
    if anzahl == 6:
        return recht.parameter("wogg_mindest_y_6")
    if anzahl == 7:
        return recht.parameter("wogg_mindest_y_7")
    if anzahl == 8:
        return recht.parameter("wogg_mindest_y_8")
    if anzahl == 9:
        return recht.parameter("wogg_mindest_y_9")
    if anzahl == 10:
        return recht.parameter("wogg_mindest_y_10")
    if anzahl == 11:
        return recht.parameter("wogg_mindest_y_11")
    return recht.parameter("wogg_mindest_y_12")
