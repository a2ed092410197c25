"""The vault: what it keeps stays whole, stays secret, and stays with its Träger."""

import base64
import hashlib
import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nahbar.platform.vault import places as places_module
from nahbar.platform.vault.crypto import (
    CHUNK,
    HEADER_BYTES,
    TAG_BYTES,
    BadMasterKey,
    ForeignFile,
    TamperedFile,
    TruncatedFile,
    UnknownKey,
    generate_master_key,
    load_master_key,
)
from nahbar.platform.vault.store import BadName, MissingFile, Vault

BORKEN, GRONAU = "borken", "gronau"
KEY = bytes(range(32))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "tresor", KEY)


def only_file(root: Path) -> Path:
    (found,) = [p for p in root.rglob("*") if p.is_file()]
    return found


@pytest.mark.parametrize("size", [0, 1, 50_000, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_is_put_in_comes_out(vault: Vault, tmp_path: Path, size: int) -> None:
    data = os.urandom(size)
    ref = vault.put(BORKEN, data)
    assert ref.size == size and ref.sha256 == hashlib.sha256(data).hexdigest()
    assert vault.get(BORKEN, ref.address) == data
    chunks = max(1, -(-size // CHUNK))
    assert only_file(tmp_path).stat().st_size == HEADER_BYTES + size + chunks * TAG_BYTES


def test_stream_in_and_seek_out(vault: Vault) -> None:
    data = os.urandom(2 * CHUNK + 17)
    source = io.BytesIO(b"skip" + data)
    source.seek(4)
    ref = vault.put(BORKEN, source)
    with vault.open_stream(BORKEN, ref.address) as stream:
        stream.seek(CHUNK - 3)
        assert stream.read(6) == data[CHUNK - 3 : CHUNK + 3]
        stream.seek(-5, io.SEEK_END)
        assert stream.read() == data[-5:]


@settings(max_examples=25, deadline=None)
@given(data=st.binary(max_size=400), places=st.lists(st.integers(0, 400), max_size=5))
def test_seeking_reads_what_slicing_reads(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, places: list[int]
) -> None:
    vault = Vault(tmp_path_factory.mktemp("t"), KEY)
    ref = vault.put(BORKEN, data)
    with vault.open_stream(BORKEN, ref.address) as stream:
        for place in places:
            stream.seek(place)
            assert stream.read(7) == data[place : place + 7]


def test_nothing_of_the_content_lies_on_the_disk(vault: Vault, tmp_path: Path) -> None:
    vault.put(BORKEN, b"Kontoauszug Aylin Demir " * 40)
    path = only_file(tmp_path)
    assert b"Aylin" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0 and path.parent.stat().st_mode & 0o077 == 0


def test_same_content_twice_is_one_file_and_heals_a_damaged_one(vault: Vault, tmp_path: Path) -> None:
    first = vault.put(BORKEN, b"Mietvertrag")
    path = only_file(tmp_path)
    before = path.read_bytes()
    assert vault.put(BORKEN, b"Mietvertrag") == first
    assert only_file(tmp_path).read_bytes() == before
    path.write_bytes(before[:-3])
    assert vault.put(BORKEN, b"Mietvertrag") == first
    assert vault.get(BORKEN, first.address) == b"Mietvertrag"


def test_address_tells_one_traeger_nothing_about_another(vault: Vault) -> None:
    here, there = vault.put(BORKEN, b"Mietvertrag"), vault.put(GRONAU, b"Mietvertrag")
    assert here.address != there.address and here.sha256 == there.sha256
    assert here.address != here.sha256
    assert not vault.exists(GRONAU, here.address)
    with pytest.raises(MissingFile):
        vault.get(GRONAU, here.address)


def test_file_copied_into_another_traeger_is_refused(vault: Vault, tmp_path: Path) -> None:
    ref = vault.put(BORKEN, b"Mietvertrag")
    target = tmp_path / "tresor" / GRONAU / ref.address[:2] / ref.address
    target.parent.mkdir(parents=True)
    target.write_bytes(only_file(tmp_path).read_bytes())
    with pytest.raises(ForeignFile):
        vault.get(GRONAU, ref.address)


def test_file_under_another_address_of_the_same_traeger_is_refused(vault: Vault, tmp_path: Path) -> None:
    ref = vault.put(BORKEN, b"Mietvertrag")
    path = only_file(tmp_path)
    other = vault.put(BORKEN, b"Lohnzettel!")
    path.write_bytes((path.parent.parent / other.address[:2] / other.address).read_bytes())
    with pytest.raises(TamperedFile):
        vault.get(BORKEN, ref.address)


@pytest.mark.parametrize(
    "place", [0, 4, 8, 20, 30, HEADER_BYTES - 1, HEADER_BYTES, HEADER_BYTES + CHUNK + 40, -1], ids=str
)
def test_every_flipped_bit_is_noticed(vault: Vault, tmp_path: Path, place: int) -> None:
    ref = vault.put(BORKEN, os.urandom(2 * CHUNK))
    path = only_file(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[place] ^= 1
    path.write_bytes(raw)
    with pytest.raises((TamperedFile, ForeignFile, UnknownKey)):
        vault.get(BORKEN, ref.address)


@pytest.mark.parametrize("cut", [1, TAG_BYTES, CHUNK + TAG_BYTES, 2 * CHUNK + 2 * TAG_BYTES, 10**9])
def test_truncation_is_noticed_even_between_chunks(vault: Vault, tmp_path: Path, cut: int) -> None:
    ref = vault.put(BORKEN, os.urandom(3 * CHUNK))
    path = only_file(tmp_path)
    raw = path.read_bytes()
    path.write_bytes(raw[: max(0, len(raw) - cut)])
    with pytest.raises(TruncatedFile):
        vault.get(BORKEN, ref.address)


def test_shortened_with_a_forged_size_is_noticed(vault: Vault, tmp_path: Path) -> None:
    ref = vault.put(BORKEN, os.urandom(3 * CHUNK))
    path = only_file(tmp_path)
    raw = bytearray(path.read_bytes())
    raw[16:24] = (2 * CHUNK).to_bytes(8, "big")
    path.write_bytes(raw[: HEADER_BYTES + 2 * (CHUNK + TAG_BYTES)])
    with pytest.raises(TamperedFile):
        vault.get(BORKEN, ref.address)


def test_swapped_chunks_are_noticed(vault: Vault, tmp_path: Path) -> None:
    ref = vault.put(BORKEN, os.urandom(3 * CHUNK))
    path = only_file(tmp_path)
    raw, step = path.read_bytes(), CHUNK + TAG_BYTES
    head, one, two = raw[:HEADER_BYTES], raw[HEADER_BYTES:][:step], raw[HEADER_BYTES + step :][:step]
    rest = raw[HEADER_BYTES + 2 * step :]
    path.write_bytes(head + two + one + rest)
    with pytest.raises(TamperedFile):
        vault.get(BORKEN, ref.address)


def test_rotation_rewraps_the_key_and_leaves_the_chunks(tmp_path: Path) -> None:
    new_key = bytes(reversed(KEY))
    ref = Vault(tmp_path, KEY, key_id=1).put(BORKEN, b"Mietvertrag" * 1000)
    before = only_file(tmp_path).read_bytes()
    vault = Vault(tmp_path, new_key, key_id=2, retired={1: KEY})
    assert vault.rewrap(BORKEN, ref.address) and not vault.rewrap(BORKEN, ref.address)
    assert only_file(tmp_path).read_bytes()[HEADER_BYTES:] == before[HEADER_BYTES:]
    assert Vault(tmp_path, new_key, key_id=2).get(BORKEN, ref.address) == b"Mietvertrag" * 1000
    with pytest.raises(UnknownKey):
        Vault(tmp_path, KEY, key_id=1).get(BORKEN, ref.address)


def test_wrong_master_key_opens_nothing(vault: Vault, tmp_path: Path) -> None:
    ref = vault.put(BORKEN, b"Mietvertrag")
    with pytest.raises(ForeignFile):
        Vault(tmp_path / "tresor", bytes(32)[:-1] + b"\1").get(BORKEN, ref.address)


def test_delete_is_final_and_says_whether_there_was_something(vault: Vault, tmp_path: Path) -> None:
    ref = vault.put(BORKEN, b"Mietvertrag")
    assert vault.delete(BORKEN, ref.address) and not vault.delete(BORKEN, ref.address)
    assert not vault.exists(BORKEN, ref.address)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


@pytest.mark.parametrize("traeger", ["", "../borken", "a/b", ".", "x" * 65, "bor ken"])
def test_names_never_leave_the_root(vault: Vault, traeger: str) -> None:
    with pytest.raises(BadName):
        vault.put(traeger, b"x")
    with pytest.raises(BadName):
        vault.exists(traeger, "0" * 64)


@pytest.mark.parametrize("address", ["", "../../etc/passwd", "0" * 63, "G" * 64, "A" * 64])
def test_addresses_never_leave_the_root(vault: Vault, address: str) -> None:
    with pytest.raises(BadName):
        vault.get(BORKEN, address)


def test_interrupted_write_leaves_nothing(vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(places_module.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        vault.put(BORKEN, b"Mietvertrag")
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_content_that_changes_between_two_passes_is_refused(vault: Vault, tmp_path: Path) -> None:
    class Shifty(io.BytesIO):
        def seek(self, offset: int, whence: int = 0) -> int:
            self.getbuffer()[0] ^= 1
            return super().seek(offset, whence)

    with pytest.raises(TamperedFile):
        vault.put(BORKEN, Shifty(b"Mietvertrag"))
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def test_master_key_round_trip_and_clear_errors() -> None:
    text = generate_master_key()
    assert len(load_master_key(text)) == 32 and load_master_key(f" {text}\n") == load_master_key(text)
    assert generate_master_key() != text
    for bad, word in (
        ("", "0 Bytes"),
        ("geheim?", "Base64"),
        (base64.b64encode(b"kurz").decode(), "4 Bytes"),
        (base64.b64encode(bytes(32)).decode(), "gleichen"),
        ("straßenbahn", "Base64"),
    ):
        with pytest.raises(BadMasterKey, match=word) as caught:
            load_master_key(bad)
        assert not bad or bad not in str(caught.value)
