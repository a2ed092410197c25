"""Legal remedies, § 62 SGB X: the Sozialgerichtsgesetz says until when; kept here for those who ask from SGB X."""

from __future__ import annotations

from nahbar.law.sgg.fristen import widerspruch_end as widerspruch_end
