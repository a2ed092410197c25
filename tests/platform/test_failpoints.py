"""Failpoints kill at their place and count, never in production; ports say what is missing."""

from __future__ import annotations

import os
import signal
from collections import Counter
from typing import Any

import pytest

from nahbar.platform import failpoints, ports


def test_a_failpoint_kills_at_its_place_and_count(monkeypatch: pytest.MonkeyPatch) -> None:
    killed: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: killed.append((pid, number)))
    monkeypatch.setattr(failpoints, "_hits", Counter())
    failpoints.hit("here")
    monkeypatch.setenv("NAHBAR_FAILPOINT", "here:2")
    failpoints.hit("elsewhere")
    failpoints.hit("here")
    assert killed == []
    failpoints.hit("here")
    assert killed == [(os.getpid(), signal.SIGKILL)]


def test_refused_in_production(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.MODE = "production"
    failpoints.hit("here")
    monkeypatch.setenv("NAHBAR_FAILPOINT", "elsewhere")
    with pytest.raises(failpoints.FailpointRefused, match="NAHBAR_MODE"):
        failpoints.hit("here")


def test_a_missing_port_is_named() -> None:
    with pytest.raises(ports.PortMissing, match="„fax“"):
        ports.get("fax")
