"""Reasons to refuse that every benefit knows."""

from __future__ import annotations

from nahbar.benefits.base import RefusalReason

FEHLENDE_MITWIRKUNG = RefusalReason(
    "fehlende_mitwirkung",
    "Unterlagen fehlen trotz Hinweis und Frist",
    "Wir haben Sie schriftlich gebeten, Angaben zu machen oder Unterlagen zu schicken. Wir haben Ihnen dafür eine "
    "Frist gesetzt und auf diese Folge hingewiesen. Die Unterlagen sind nicht gekommen, deshalb können wir Ihren "
    "Anspruch nicht prüfen. Holen Sie das nach, entscheiden wir neu.",
    "SGB I § 60 Abs. 1, § 66 Abs. 1 und 3, § 67",
)
