"""The vault over years: two places alike, a new key, a look at every file, destruction that is finished."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nahbar.platform.accounts.roles import MACHINE
from nahbar.platform.vault.crypto import CHUNK, HEADER_BYTES, TamperedFile, TruncatedFile
from nahbar.platform.vault.errors import MissingFile, PlaceUnreachable
from nahbar.platform.vault.places import Folder, Place, every_name
from nahbar.platform.vault.s3 import S3, Bucket
from nahbar.platform.vault.store import Vault

KEY, NEW = bytes(range(32)), bytes(range(32, 64))
BORKEN, GRONAU = "borken", "gronau"


def raw_client(url: str) -> Any:
    import boto3

    keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b"}
    return boto3.client("s3", endpoint_url=url, region_name="eu-central-1", **keys)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A bucket server that speaks S3 over HTTP (moto)."""
    from moto.server import ThreadedMotoServer

    one = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    one.start()
    host, port = one.get_host_and_port()
    url = f"http://{host}:{port}"
    client = raw_client(url)
    for name in ("akten", "fassungen"):
        client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    client.put_bucket_versioning(Bucket="fassungen", VersioningConfiguration={"Status": "Enabled"})
    yield url
    one.stop()


def bucket(url: str, name: str = "akten", prefix: str = "") -> S3:
    return S3(Bucket(name, url, "eu-central-1", "a", "b", prefix))


@pytest.fixture(params=["folder", "s3"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "folder":
        return Folder(tmp_path / "tresor")
    return bucket(request.getfixturevalue("server"), prefix=f"{tmp_path.name}/")


def test_both_places_keep_find_change_and_forget_alike(place: Place) -> None:
    """Storage: disk and S3 behind one interface; ranges beyond the first request, other Träger, names, deletion."""
    vault, big = Vault(place, KEY), os.urandom(2 * CHUNK + 17)
    first, second = vault.put(BORKEN, b"Mietvertrag"), vault.put(BORKEN, big)
    assert vault.put(BORKEN, big) == second
    assert vault.get(BORKEN, second.address) == big and vault.get(BORKEN, first.address) == b"Mietvertrag"
    with vault.open_stream(BORKEN, second.address) as stream:
        stream.seek(CHUNK + 5)
        assert stream.read(9) == big[CHUNK + 5 : CHUNK + 14]
    assert vault.examine(BORKEN, second.address) == second
    assert place.traeger() == [BORKEN] and sorted(every_name(place, BORKEN)) == sorted({first.address, second.address})
    assert not vault.exists(GRONAU, first.address)
    with pytest.raises(MissingFile):
        vault.get(GRONAU, first.address)
    newer = Vault(place, NEW, key_id=2, retired={1: KEY})
    assert newer.rewrap(BORKEN, second.address) and not newer.rewrap(BORKEN, second.address)
    assert Vault(place, NEW, key_id=2).get(BORKEN, second.address) == big
    assert vault.delete(BORKEN, first.address) and not vault.delete(BORKEN, first.address)
    assert not vault.exists(BORKEN, first.address)


def test_a_changed_or_cut_object_is_noticed_in_both_places(place: Place) -> None:
    vault = Vault(place, KEY)
    ref = vault.put(BORKEN, os.urandom(5000))
    sealed = place.open(BORKEN, ref.address)
    raw = bytearray(sealed.read_at(0, sealed.size))
    sealed.close()
    raw[HEADER_BYTES + 7] ^= 1
    place.write(BORKEN, ref.address, [bytes(raw)])
    with pytest.raises(TamperedFile):
        vault.examine(BORKEN, ref.address)
    place.write(BORKEN, ref.address, [bytes(raw[:-9])])
    with pytest.raises(TruncatedFile):
        vault.examine(BORKEN, ref.address)


def test_destroyed_in_a_bucket_that_keeps_versions_is_gone_in_every_version(server: str) -> None:
    """Crypto-shredding: a delete marker would leave the data key where it was."""
    place = bucket(server, "fassungen")
    vault = Vault(place, KEY)
    ref = vault.put(BORKEN, b"Attest")
    Vault(place, NEW, key_id=2, retired={1: KEY}).rewrap(BORKEN, ref.address)
    assert vault.delete(BORKEN, ref.address)
    client = raw_client(server)
    left = client.list_object_versions(Bucket="fassungen")
    assert not left.get("Versions") and not left.get("DeleteMarkers")


def test_a_bucket_that_does_not_answer_or_refuses_says_so(server: str) -> None:
    with pytest.raises(PlaceUnreachable, match="antwortet nicht"):
        S3(Bucket("akten", "http://127.0.0.1:9", "eu-central-1", "a", "b")).exists(BORKEN, "ab" * 32)
    with pytest.raises(PlaceUnreachable, match="NoSuchBucket"):
        bucket(server, "niemand").names(BORKEN, "ab")


def test_destroying_on_disk_takes_the_data_key_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Crypto-shredding: whoever finds the blocks of the disk again has no key to them."""
    place = Folder(tmp_path)
    vault = Vault(place, KEY)
    ref = vault.put(BORKEN, b"Attest" * 100)
    path = place.path(BORKEN, ref.address)
    before = path.read_bytes()
    os.link(path, tmp_path / "noch-da")
    assert vault.delete(BORKEN, ref.address)
    after = (tmp_path / "noch-da").read_bytes()
    assert after[:HEADER_BYTES] != before[:HEADER_BYTES] and after[HEADER_BYTES:] == before[HEADER_BYTES:]


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> None:
    """The vault in a folder of its own."""
    settings.VAULT_ROOT, settings.VAULT_RING = tmp_path / "vault", tmp_path / "ring.json"
    settings.VAULT_KEY_FILE = tmp_path / "first"
    settings.VAULT_KEY_FILE.write_text("x")


@pytest.fixture
def installation(traeger: Any, folder: None) -> Any:
    """The office, with its scope open."""
    return traeger


def test_rotation_moves_every_file_retires_the_old_key_and_addresses_stay_checkable(
    other_traeger: Any, folder: None
) -> None:
    """Key rotation: twice in a row; a damaged file is named and keeps the old key alive."""
    from django.conf import settings

    from nahbar.platform.tenancy.scope import traeger_scope
    from nahbar.platform.vault import upkeep
    from nahbar.platform.vault.actions import read_file, store_file, the_ring

    office = other_traeger.id
    with traeger_scope(office):
        rows = [store_file(b"%d" % n * 50, "text/plain") for n in range(7)]
    said: list[str] = []
    done = upkeep.rotate(acting=MACHINE, say=said.append)
    assert (done.key, done.moved, done.retired, done.failed) == (2, 7, (1,), [])
    assert not settings.VAULT_KEY_FILE.exists() and settings.VAULT_RING.stat().st_mode & 0o777 == 0o600
    with traeger_scope(office):
        assert [read_file(row) for row in rows] == [b"%d" % n * 50 for n in range(7)]
        rows.append(store_file(b"neu", "text/plain"))
    again = upkeep.rotate(acting=MACHINE, say=said.append)
    assert (again.key, again.moved, again.retired) == (3, 8, (2,)) and the_ring().old == ()
    seen = upkeep.look_at_all(office, acting=MACHINE)
    assert seen.well and seen.files == 8 and seen.old_keys == 0

    path = Folder(settings.VAULT_ROOT).path(str(office), rows[0].address)
    path.write_bytes(path.read_bytes()[:-3])
    stuck = upkeep.rotate(acting=MACHINE, say=said.append)
    assert stuck.retired == () and len(stuck.failed) == 1 and rows[0].address in stuck.failed[0]
    assert the_ring().old == (3,)


def test_check_names_what_is_missing_damaged_or_belongs_to_nobody(installation: Any) -> None:
    """Integrity check: address, hash and size compared; orphans destroyed only when asked to, and only then."""
    from django.conf import settings

    from nahbar.platform.vault import upkeep
    from nahbar.platform.vault.actions import store_file, the_vault

    whole, gone, swapped, wrong = (store_file(text, "text/plain") for text in (b"a", b"b", b"c", b"d"))
    me, place = str(installation.id), Folder(settings.VAULT_ROOT)
    place.path(me, gone.address).unlink()
    place.path(me, swapped.address).write_bytes(place.path(me, whole.address).read_bytes())
    wrong.sha256 = "0" * 64
    wrong.save()
    orphan = the_vault().put(me, b"niemandes")
    seen = upkeep.look_at_all(installation.id, acting=MACHINE)
    assert not seen.well and seen.missing == [gone.address] and seen.orphans == [orphan.address]
    assert sorted(line[:64] for line in seen.damaged) == sorted([swapped.address, wrong.address])
    assert the_vault().exists(me, orphan.address)
    assert upkeep.look_at_all(installation.id, acting=MACHINE, tidy=True).orphans == [orphan.address]
    assert not the_vault().exists(me, orphan.address) and upkeep.last_check() is not None


def test_bytes_stay_while_another_row_needs_them_and_the_order_outlives_a_crash(
    installation: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """Destruction is ordered in the transaction that deletes the row; the round finishes what a crash left."""
    from nahbar.platform.vault import upkeep
    from nahbar.platform.vault.actions import delete_file, shred, store_file, the_vault
    from nahbar.platform.vault.models import Shredding

    one, two = store_file(b"zweimal", "text/plain"), store_file(b"zweimal", "text/plain")
    me, address = str(installation.id), one.address
    delete_file(one)
    assert Shredding.objects.count() == 0
    delete_file(two)  # the process ends before the commit's last step: nobody runs it
    assert Shredding.objects.count() == 1 and the_vault().exists(me, address)
    assert upkeep.look_at_all(installation.id, acting=MACHINE, tidy=True).orphans == []
    back = store_file(b"zweimal", "text/plain")
    upkeep.shred_round(installation.id)
    assert Shredding.objects.count() == 0 and the_vault().exists(me, address), "stored again meanwhile: it stays"
    with django_capture_on_commit_callbacks(execute=True):
        delete_file(back)
    assert Shredding.objects.count() == 0 and not the_vault().exists(me, address) and shred() == 0
