"""Printers in the network by IPP/2.0 (RFC 8010, RFC 8011), without any driver: PDF in, state and faults out."""

from nahbar.connectors.printer.client import JobState, Printer, PrinterState
from nahbar.connectors.printer.errors import PrinterMissing, PrintFailed, PrintFault

__all__ = ["JobState", "PrintFailed", "PrintFault", "Printer", "PrinterMissing", "PrinterState"]
