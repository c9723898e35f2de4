"""Every word that Medial says, into the files of its languages: `python -m tools.messages`.

Adds to `locale/<language>/LC_MESSAGES/django.po` what the code and the templates say and it lacks,
drops what nobody says any more, and writes the `.mo` file that Django reads. What is to be translated then
has an empty `msgstr`. Templates are read by Django's own parser: what is found is what will be looked up.
"""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

import django
import polib
from django.template import Engine
from django.template.base import Lexer, Token, TokenType
from django.templatetags.i18n import BlockTranslateNode

from assessments.domain.error import DEFAULT_ERRORS, UNKNOWN_METHOD
from assessments.domain.referral import SYMPTOMS
from coaching.domain.poses import FIGURES
from tools.steps import ROOT, main, say

CODE = ("accounts", "assessments", "athletes", "coaching", "config")
#: The functions that look words up, with their arguments: c for a context, s for singular, p for plural.
LOOKUPS = {
    **dict.fromkeys(("_", "_g", "_l", "gettext", "gettext_lazy", "gettext_noop"), "s"),
    # Words of the rules, which know no gettext: assessments/formats.py says them.
    "Phrase": "s",
    **dict.fromkeys(("ngettext", "ngettext_lazy"), "sp"),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), "cs"),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), "csp"),
}
_TRANSLATE = re.compile(r"""^trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')(?:.*\bcontext\s+["']([^"']*)["'])?""")
_ARGUMENT = re.compile(r"""\b_\((?:"([^"]*)"|'([^']*)')\)""")
_PLACE = re.compile(r"%\((\w+)\)[a-z]")


class Message(NamedTuple):
    """What gettext looks up: the English words, their plural where they have one, and a context."""

    words: str
    plural: str = ""
    context: str = ""


def places(text: str) -> set[str]:
    """The names that are filled in: "%(day)s" has the one of `day`."""
    return set(_PLACE.findall(text))


def messages() -> set[Message]:
    """Everything that is said, once each."""
    found: set[Message] = set()
    for folder in CODE:
        for path in (ROOT / folder).rglob("*.py"):
            if "migrations" not in path.parts:
                found.update(_of_code(path.read_text(encoding="utf-8")))
    found.update(Message(words) for words in _of_data())
    for path in (ROOT / "templates").rglob("*"):
        if path.suffix in {".html", ".txt", ".svg"}:
            found.update(_of_template(path.read_text(encoding="utf-8")))
    return found


def _of_data() -> Iterator[str]:
    """Words that are kept as data, and looked up where they are shown."""
    yield from SYMPTOMS.values()
    yield from (row.source for row in (*DEFAULT_ERRORS, UNKNOWN_METHOD))
    for figure in FIGURES.values():
        yield from (figure[name] for name in ("start_words", "end_words"))


def catalogues() -> dict[str, Path]:
    """Each language beside English, and its file."""
    return {
        path.parent.parent.name: path for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
    }


def refresh(path: Path, said: set[Message]) -> None:
    """Brings one language's file to what is said, in an order that keeps changes readable."""
    catalogue = polib.pofile(str(path), wrapwidth=110)
    known = {Message(one.msgid, one.msgid_plural, one.msgctxt or ""): one for one in catalogue}
    kept = polib.POFile(wrapwidth=110)
    kept.metadata = catalogue.metadata
    for message in sorted(said):
        kept.append(known.get(message) or _entry(message))
    kept.save(str(path))
    kept.save_as_mofile(str(path.with_suffix(".mo")))
    missing = len(kept.untranslated_entries())
    say(f"{path.relative_to(ROOT)}: {len(kept)} messages, {missing} to translate")


def _entry(message: Message) -> polib.POEntry:
    words, plural, context = message
    entry = polib.POEntry(msgid=words, msgctxt=context or None)
    if plural:
        entry.msgid_plural = plural
        entry.msgstr_plural = {0: "", 1: ""}
    if places(words) | places(plural):
        entry.flags.append("python-format")
    return entry


def _of_code(text: str) -> Iterator[Message]:
    for call in ast.walk(ast.parse(text)):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        arguments = [
            one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        wanted = LOOKUPS.get(name, "")
        if wanted and len(arguments) >= len(wanted):
            given = dict(zip(wanted, arguments, strict=False))
            yield Message(given["s"], given.get("p", ""), given.get("c", ""))


def _of_template(text: str) -> Iterator[Message]:
    for token in Lexer(text).tokenize():
        if token.token_type is TokenType.BLOCK and (match := _TRANSLATE.match(token.contents)):
            yield Message(_looked_up(match[1] or match[2]), context=match[3] or "")
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            yield from (Message(_looked_up(one or other)) for one, other in _ARGUMENT.findall(token.contents))
    found = Engine.get_default().from_string(text).nodelist.get_nodes_by_type(BlockTranslateNode)
    for node in cast(list[BlockTranslateNode], found):
        context = node.message_context.var if node.message_context else ""
        plural = _said(node, node.plural) if node.plural else ""
        yield Message(_said(node, node.singular), plural, str(context))


def _looked_up(text: str) -> str:
    """Django doubles the percent signs of a template's words before it looks them up."""
    return text.replace("%", "%%")


def _said(node: BlockTranslateNode, tokens: list[Token]) -> str:
    return str(node.render_token_list(tokens)[0])


def _work() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    said = messages()
    for path in catalogues().values():
        refresh(path, said)


if __name__ == "__main__":
    main(_work)
