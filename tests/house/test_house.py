"""The ten house rules, as far as a program can check them."""

from __future__ import annotations

import ast
import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
NAHBAR = ROOT / "nahbar"
FLOORS = ["platform", "domain"]
ROOMS = ["people", "casefile", "mailroom", "applications", "decisions", "payments"]
LINE = (
    ("people", "knowledge", "rollout"),
    ("casefile",),
    ("mailroom", "appointments", "conversations", "lobby"),
    ("applications",),
    ("decisions",),
    ("payments",),
    ("planning",),
)
"""The line of rooms, the lowest first; rooms beside each other do not know each other."""


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((NAHBAR / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}


def test_rule_5_every_write_says_who_acts() -> None:
    """Each function that writes, and each procedure, names `acting`, keyword-only."""
    nameless = []
    paths = [path for path in sources("domain") if path.name == "actions.py"]
    paths += [path for path in sources("procedures") if path.name != "__init__.py"]
    assert len(paths) > 20
    for path in paths:
        for function in functions(path):
            writes = any(
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
                for node in ast.walk(function)
            )
            names_itself = function.name == path.stem and not function.name.startswith("preview_")
            is_job = any(isinstance(d, ast.Call) and ast.unparse(d.func) == "job" for d in function.decorator_list)
            keyword_only = {argument.arg for argument in function.args.kwonlyargs}
            if (writes or names_itself) and "acting" not in keyword_only and not is_job:
                nameless.append(f"{path.relative_to(ROOT)}:{function.lineno} {function.name}")
    assert nameless == []


# reads JSON numbers, which are floats, and turns them into cents before any norm sees them
READS_JSON_NUMBERS = "nahbar/benefits/case_fields.py"


def test_rule_3_law_has_no_clock_and_no_float() -> None:
    found = []
    for path in sources("law", "benefits", "questionnaire"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = ""
            if isinstance(node, ast.Constant) and isinstance(node.value, float):
                text = f"float {node.value}"
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "float",
                "time.time",
                "date.today",
                "datetime.now",
            }:
                text = ast.unparse(node.func)
            elif isinstance(node, ast.Import | ast.ImportFrom) and "time" in {alias.name for alias in node.names}:
                text = "import time"
            if text and str(path.relative_to(ROOT)) != READS_JSON_NUMBERS:
                found.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)} {text}")
    assert found == []


def test_rooms_and_procedures_do_not_speak_http() -> None:
    found = []
    for path in sources("domain", "procedures"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            module = node.module if isinstance(node, ast.ImportFrom) else ""
            if module and module.startswith(("django.http", "django.shortcuts", "django.urls", "django.template")):
                found.append(f"{path.relative_to(ROOT)}: {module}")
    assert found == []


def test_rule_1_foreign_keys_point_downstairs() -> None:
    """An import checker does not see string references between tables; this does."""
    order = {room: index for index, beside in enumerate(LINE) for room in beside}
    upwards = []
    for model in apps.get_models():
        if not model.__module__.startswith("nahbar."):
            continue
        own = model._meta.app_label
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and isinstance(field.related_model, type):
                target = field.related_model._meta.app_label
                if target != own and own in order and order.get(target, -1) >= order[own]:
                    upwards.append(f"{model._meta.label}.{field.name} → {target}")
    assert upwards == []


def test_rule_8_rooms_have_the_same_files() -> None:
    for room in ROOMS:
        names = {path.name for path in (NAHBAR / "domain" / room).glob("*.py")}
        assert {"models.py", "queries.py", "actions.py", "errors.py"} <= names, room


def test_every_template_is_used() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in NAHBAR.rglob("*.py"))
    templates = {
        str(path.relative_to(path.parents[len(path.parts) - 1 - path.parts.index("templates") - 1])).split(
            "templates/"
        )[-1]: path
        for path in NAHBAR.rglob("templates/**/*.html")
    }
    markup = {name: path.read_text(encoding="utf-8") for name, path in templates.items()}
    unused = []
    for name in templates:
        elsewhere = code + "\n".join(text for other, text in markup.items() if other != name)
        stem = name.rsplit("/", 1)
        computed = f"{stem[0]}/{{" in elsewhere or f'{stem[0]}/"' in elsewhere
        if name not in elsewhere and not computed:
            unused.append(name)
    assert unused == []


def test_templates_hold_no_inline_script_or_style() -> None:
    """The Content-Security-Policy would block them."""
    found = []
    for path in NAHBAR.rglob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        if re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", text):
            found.append(str(path.relative_to(ROOT)))
    assert found == []


def test_environment_is_documented() -> None:
    """Every variable that the code reads stands in docs/operate/environment.md, and no other one."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in NAHBAR.rglob("*.py"))
    read = set(re.findall(r'"((?:NAHBAR|DATABASE)_[A-Z_]+)"', code)) - {"NAHBAR_NOW_SINCE"}
    read = {name.removesuffix("_FILE") for name in read if not name.startswith("NAHBAR_TEST")}
    text = (ROOT / "docs/operate/environment.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`((?:NAHBAR|DATABASE)_[A-Z_]+)`", text))
    assert read - documented == set(), "nicht beschrieben"
    assert documented - read - {"NAHBAR_NOW_FILE"} == set(), "beschrieben, aber nicht gelesen"


GERMAN = re.compile(r"class ([A-Z][A-Za-z]+)\(TenantModel\)")


def test_glossary_is_held_to_the_code() -> None:
    """Every German name of a table has a row, and every row names something that exists."""
    rows = re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.M)
    code = "\n".join(path.read_text(encoding="utf-8") for path in NAHBAR.rglob("*.py"))
    tables = {name for path in sources("domain") for name in GERMAN.findall(path.read_text(encoding="utf-8"))}
    assert tables - set(rows) == set(), "fehlt im Glossar"
    assert [row for row in rows if row not in code] == [], "im Glossar, aber nicht im Code"
    assert len(rows) == len(set(rows))


@pytest.mark.parametrize("word", ["TO" + "DO", "FIX" + "ME", "lorem " + "ipsum", "raise NotImplemented" + "Error"])
def test_nothing_unfinished(word: str) -> None:
    files = [
        p
        for p in [*NAHBAR.rglob("*.py"), *NAHBAR.rglob("*.html"), *(ROOT / "tests").rglob("*.py")]
        if p != Path(__file__)
    ]
    assert [str(path) for path in files if word in path.read_text(encoding="utf-8")] == []


def test_no_path_or_address_of_a_machine_in_lock_files() -> None:
    forbidden = ['"resol' + 'ved"', "--index" + "-url", "file:" + 2 * "/"]  # in parts: no line here is such a thing
    for path in [*(ROOT / "requirements").glob("*.txt"), ROOT / "package-lock.json"]:
        text = path.read_text(encoding="utf-8")
        assert [word for word in forbidden if word in text] == [], path.name


def test_migrations_are_written_for_every_room_and_none_is_missing(
    db: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """The script that writes them asks the installed apps; every one of ours with tables has a folder for them."""
    script = runpy.run_path(str(ROOT / "scripts/dev_migrations.py"))
    kept = {path.parent.parent.name for path in NAHBAR.rglob("migrations/0001_*.py")}
    assert set(script["rooms"]()) == kept and "knowledge" in kept
    call_command("makemigrations", *script["rooms"](), skip_checks=True, check_changes=True, dry_run=True)
    assert "No changes" in capsys.readouterr().out
