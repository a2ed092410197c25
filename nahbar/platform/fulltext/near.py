"""How many typing errors part two words: a letter too many, missing, wrong, or two that changed places."""

from __future__ import annotations


def allowed(length: int) -> int:
    """Errors that are forgiven in a word of this length."""
    return 0 if length < 5 else 1 if length < 9 else 2


def is_near(one: str, other: str) -> bool:
    """True if the words differ by no more than what is forgiven for the first one."""
    most = allowed(len(one))
    if abs(len(one) - len(other)) > most:
        return False
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return False
    return row[-1] <= most
