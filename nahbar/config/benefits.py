"""The benefits that this house brings."""

from __future__ import annotations

from nahbar.benefits.bildung_teilhabe.benefit import BILDUNG, BILDUNG_SGB12
from nahbar.benefits.grundsicherung_im_alter.benefit import BENEFIT as GRUNDSICHERUNG_IM_ALTER
from nahbar.benefits.grundsicherungsgeld.benefit import BENEFIT as GRUNDSICHERUNGSGELD
from nahbar.benefits.hilfe_zum_lebensunterhalt.benefit import BENEFIT as HILFE_ZUM_LEBENSUNTERHALT

BENEFITS = (GRUNDSICHERUNGSGELD, GRUNDSICHERUNG_IM_ALTER, HILFE_ZUM_LEBENSUNTERHALT, BILDUNG, BILDUNG_SGB12)
"""In the order in which they are offered: the first one counts until somebody chooses."""
