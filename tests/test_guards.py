"""Guards on the whole project: each says a thing that must hold whatever changes."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from tools import links
from tools.steps import ROOT

PRODUCTION = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "for-the-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
}
SUPPRESSIONS = re.compile(
    "#\\s*(noqa|type: *ignore|pragma: *no *cover|nosec)|pytest\\.(mark\\.)?(skip|xfail|importorskip)"
    "|@ts-(ignore|expect-error|nocheck)|unittest\\.skip|\\b(TODO|FIXME|XXX)\\b|djlint:\\s*off"
)


def manage(*arguments: str, **environment: str) -> str:
    finished = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**PRODUCTION, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout
    return finished.stdout


def example() -> dict[str, str]:
    """Every variable of .env.example with its value; a default that is commented out counts too."""
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^#?([A-Z][A-Z_]+)=(.*)$", text, re.MULTILINE))


def variables_read() -> set[str]:
    """The names that config/ asks the environment for: flag("NAME", …), env.str("NAME", …) and the like."""
    names = set()
    for path in (ROOT / "config").glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and call.args and isinstance(call.args[0], ast.Constant):
                asked = ast.unparse(call.func)
                if asked == "flag" or asked.startswith("env."):
                    names.add(str(call.args[0].value))
    return names


@pytest.mark.django_db
def test_no_migration_is_pending() -> None:
    call_command("makemigrations", "--check", "--dry-run")


def test_the_deployment_check_is_clean_for_production() -> None:
    manage("check", "--deploy", "--fail-level", "WARNING")


def test_the_example_environment_names_exactly_what_the_settings_read() -> None:
    assert set(example()) == variables_read()


def test_the_example_environment_starts_once_it_has_a_key() -> None:
    values = {name: value for name, value in example().items() if value and name != "SECRET_KEY"}
    manage("check", "--deploy", "--fail-level", "WARNING", **values)


def test_static_files_are_complete_enough_to_be_hashed(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    hashed = {"BACKEND": example()["STATICFILES_STORAGE"]}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": hashed}
    call_command("collectstatic", "--no-input", verbosity=0)
    assert list((tmp_path / "vendor").glob("bootstrap.min.*.css.br"))
    modules = (tmp_path / "js").glob("*.js")
    imports = [
        (module, name) for module in modules for name in re.findall(r'from "(\./.+?)"', module.read_text())
    ]
    assert imports
    assert [name for module, name in imports if not (module.parent / name).exists()] == []


def test_layers_hold() -> None:
    code = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"
    command = [sys.executable, "-c", code]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stdout


def test_links_of_the_documentation_lead_somewhere() -> None:
    assert [complaint for page in links.pages() for complaint in links.broken(page)] == []


def test_no_check_is_silenced_in_the_code() -> None:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "*.html", "*.js"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    found = [
        f"{name}:{number}: {line.strip()}"
        for name in names
        if name != "tests/test_guards.py" and (ROOT / name).exists()
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)
        if SUPPRESSIONS.search(line)
    ]
    assert found == []


def test_warnings_are_errors(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.getini("filterwarnings")[0] == "error"
