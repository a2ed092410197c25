"""Payment files to the bank of the Kasse: credit transfers as pain.001.001.09."""

from nahbar.connectors.sepa.model import PaymentFile, PaymentFileRefused, PaymentOrder, purpose_line
from nahbar.connectors.sepa.pain001 import build_pain001
from nahbar.connectors.sepa.schema import validate_pain001

__all__ = ["PaymentFile", "PaymentFileRefused", "PaymentOrder", "build_pain001", "purpose_line", "validate_pain001"]
