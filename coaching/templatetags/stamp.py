"""A loop for long lists: what is the same in every row is rendered once, and the rows are stamped from it.

`{% for %}` renders every variable of every row by itself, which on a page of fifty rows costs more than all
its queries. `{% stamp rows as row %} … {% endstamp %}` takes a list of dictionaries of finished words. In its
body a row is named as `{{ row.key }}`, escaped as everywhere, or by `{% stamp row.key as part %}`, which
repeats a list and leaves out an empty one. Anything else is the same for every row: naming the row there is
an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django.template import Context, Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, TextNode, Token, VariableNode
from django.utils.safestring import SafeString

register = Library()

Row = Mapping[str, Any]

_SPECIAL = re.compile("[&<>\"']").search


class StampNode(Node):
    child_nodelists = ("body",)

    def __init__(self, rows: FilterExpression, name: str, body: NodeList) -> None:
        self.rows, self.name, self.body = rows, name, body
        self._refuse_other_uses()

    def render(self, context: Context) -> SafeString:
        return SafeString(self.stamper(context)(self.rows.resolve(context)))

    def stamper(self, context: Context) -> Callable[[Iterable[Row]], str]:
        """What turns rows into text, with everything already in it that does not depend on them."""
        pattern = ""
        keys: list[str] = []
        parts: list[tuple[int, Callable[[Iterable[Row]], str]]] = []
        for node in self.body:
            key = self._key(node)
            if key is None:
                pattern += str(node.render_annotated(context)).replace("%", "%%")
                continue
            if isinstance(node, StampNode):
                parts.append((len(keys), node.stamper(context)))
            pattern += "%s"
            keys.append(key)
        words = [n for n in range(len(keys)) if n not in dict(parts)]
        return lambda rows: "".join([pattern % _filled(row, keys, words, parts) for row in rows])

    def _key(self, node: Node) -> str | None:
        """The row's key that a node asks for; None where it asks for none."""
        named = node.rows if isinstance(node, StampNode) else None
        named = node.filter_expression if isinstance(node, VariableNode) else named
        found = re.fullmatch(rf"{re.escape(self.name)}\.(\w+)", named.token) if named else None
        return found[1] if found else None

    def _refuse_other_uses(self) -> None:
        """Raises TemplateSyntaxError where the row is named in a way that stamping doesn't know."""
        named = re.compile(rf"\b{re.escape(self.name)}\.")
        for node in self.body:
            known = self._key(node) is not None
            for part in node.get_nodes_by_type(Node)[known:]:
                if not isinstance(part, TextNode) and part.token and named.search(part.token.contents):
                    raise TemplateSyntaxError(f"In stamp, say {{{{ {self.name}.key }}}}, not {part.token}.")


def _filled(
    row: Row,
    keys: Sequence[str],
    words: Sequence[int],
    parts: Iterable[tuple[int, Callable[[Iterable[Row]], str]]],
) -> tuple[Any, ...]:
    """What goes into a row's places: `words` are places of words, `parts` of rows within it."""
    values = [row[key] for key in keys]
    # One look at all words of a row is much cheaper than escaping each, and few have anything to escape.
    if _SPECIAL(" ".join([str(values[n]) for n in words])):
        for n in words:
            values[n] = _escaped(values[n])
    for n, stamped in parts:
        values[n] = stamped(values[n])
    return tuple(values)


def _escaped(value: Any) -> str:
    return value if isinstance(value, SafeString) else escape(str(value))


@register.tag
def stamp(parser: Parser, token: Token) -> StampNode:
    """`{% stamp <rows> as <name> %} … {% endstamp %}`, with `<rows>` a list of dictionaries."""
    words = token.split_contents()
    if len(words) != 4 or words[2] != "as":
        raise TemplateSyntaxError("Say {% stamp rows as row %}: a list of dictionaries, and a name for each.")
    body = parser.parse(("endstamp",))
    parser.delete_first_token()
    return StampNode(parser.compile_filter(words[1]), words[3], body)
