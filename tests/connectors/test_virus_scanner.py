"""ClamAV over its socket: against a socket that speaks the protocol, and against a real clamd where Debian's is there.

The real one runs with a signature database of our own that holds nothing but the EICAR test file.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from nahbar.connectors.virus_scanner.clamd import NOT_THERE, TOO_SMALL, Clamd
from nahbar.platform.intake import ScannerDown

EICAR = "".join(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")).encode()
LIMIT = 30_000_000


@contextlib.contextmanager
def speaking(answer: bytes, received: list[bytes], *, tcp: bool = False, most: int = LIMIT) -> Iterator[Clamd]:
    """Speaks clamd's INSTREAM and VERSION for one connection; beyond `most` bytes it hangs up as clamd does."""
    family = socket.AF_INET if tcp else socket.AF_UNIX

    def serve() -> None:
        connection, _ = server.accept()
        with connection, connection.makefile("rb") as stream:
            if stream.read(9) == b"zVERSION\0":
                connection.sendall(answer)
                return
            stream.read(1)
            while size := struct.unpack(">I", stream.read(4))[0]:
                received.append(stream.read(size))
                if sum(map(len, received)) > most:
                    break
            connection.sendall(answer)

    with tempfile.TemporaryDirectory() as folder, socket.socket(family, socket.SOCK_STREAM) as server:
        path = f"{folder}/c"
        server.bind(("127.0.0.1", 0) if tcp else path)
        server.listen(1)
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield Clamd(f"127.0.0.1:{server.getsockname()[1]}" if tcp else path, seconds=10)
        thread.join(10)


@pytest.mark.parametrize("tcp", [False, True], ids=["local", "tcp"])
def test_clamd_gets_all_bytes_in_blocks_and_its_answer_counts(tcp: bool) -> None:
    received: list[bytes] = []
    data = bytes(range(256)) * 3000
    with speaking(b"stream: OK\0", received, tcp=tcp) as scanner:
        assert scanner.scan(data) is None
    assert b"".join(received) == data and len(received) > 1
    with speaking(b"stream: Eicar-Signature FOUND\0", [], tcp=tcp) as scanner:
        assert scanner.scan(b"x") == "Eicar-Signature"


@pytest.mark.parametrize("answer", [b"", b"stream: Can't allocate memory ERROR\0", b"stream: "])
def test_clamd_without_a_verdict_is_down(answer: bytes) -> None:
    with speaking(answer, []) as scanner, pytest.raises(ScannerDown, match="antwortet nicht"):
        scanner.scan(b"x")


def test_a_limit_below_ours_is_named_so_that_the_operator_can_mend_it() -> None:
    with speaking(b"INSTREAM size limit exceeded. ERROR\0", [], most=300_000) as scanner:
        with pytest.raises(ScannerDown) as down:
            scanner.scan(bytes(500_000))
        assert str(down.value) == TOO_SMALL


def test_missing_clamd_is_down_and_says_so(tmp_path: Path) -> None:
    for address in (str(tmp_path / "nobody"), "unix:/nirgends/clamd.ctl", "127.0.0.1:1"):
        with pytest.raises(ScannerDown) as down:
            Clamd(address).scan(b"x")
        assert str(down.value) == NOT_THERE
        assert Clamd(address).state().set_up and not Clamd(address).state().answers
    assert not Clamd("").set_up and not Clamd("").state().set_up


def test_state_tells_the_version() -> None:
    with speaking(b"ClamAV 1.4.6/27000/Mon Nov 23\0", []) as scanner:
        assert scanner.state().answers
    with speaking(b"HTTP/1.1 400\0", []) as scanner:
        assert not scanner.state().answers


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Clamd]]:
    """Starts clamd from Debian with our own database; gives a scanner for a socket or for TCP."""
    if shutil.which("clamd") is None:
        pytest.skip("clamd (Debian package clamav-daemon) is not installed; the protocol is tested above")
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        (home / "db").mkdir()
        (home / "db" / "eicar.hdb").write_text(f"{hashlib.md5(EICAR).hexdigest()}:{len(EICAR)}:Eicar-Test-Signature\n")
        conf = home / "clamd.conf"
        conf.write_text(
            f"DatabaseDirectory {home}/db\nLocalSocket {home}/clamd.ctl\nForeground yes\nStreamMaxLength 2M\n"
            f"LogFile {home}/clamd.log\nConcurrentDatabaseReload no\nMaxThreads 2\nAlertEncryptedArchive yes\n"
        )
        with subprocess.Popen(["clamd", "-c", str(conf)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            scanner = Clamd(f"{home}/clamd.ctl")
            try:
                for _ in range(200):
                    if scanner.state().answers or run.poll() is not None:
                        break
                    time.sleep(0.1)
                assert scanner.state().answers, (home / "clamd.log").read_text()
                yield lambda _: scanner
            finally:
                run.kill()


def test_real_clamd_finds_eicar_alone_and_packed(real: Callable[[str], Clamd]) -> None:
    """U3: EICAR, found by ClamAV itself."""
    scanner = real("local")
    assert scanner.scan(b"harmlos") is None
    assert scanner.scan(EICAR) == "Eicar-Test-Signature.UNOFFICIAL"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.com", EICAR)
    assert scanner.scan(packed.getvalue()) == "Eicar-Test-Signature.UNOFFICIAL"
    assert scanner.state().version.startswith("ClamAV 1.")


def test_real_clamd_with_a_small_limit_gives_no_verdict(real: Callable[[str], Clamd]) -> None:
    with pytest.raises(ScannerDown) as down:
        real("local").scan(bytes(6_000_000))
    assert str(down.value) == TOO_SMALL
