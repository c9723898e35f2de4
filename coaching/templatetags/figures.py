"""Tags that draw a figure's data as pictures."""

from dataclasses import replace

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from coaching.domain.figures import Drawing, Figure, FigureError, draw, parse_figure, with_rotation
from coaching.domain.poses import FIGURES

register = template.Library()
TEMPLATE = "coaching/figures/figure.html"
Context = dict[str, object]


def picture(label: str, words: str, paints: object) -> Context:
    return {"label": label, "words": words, "paints": paints}


def pictures(shape: Figure, first: str, last: str) -> Context:
    drawing: Drawing = draw(shape)
    shown = [picture(first, shape.start_words, drawing.start)]
    if drawing.end != drawing.start:
        shown.append(picture(last, shape.end_words, drawing.end))
    return {"drawing": drawing, "pictures": shown}


@register.inclusion_tag(TEMPLATE)
def figure(data: object) -> Context:
    """Start and end of an exercise side by side; a sentence instead where the data cannot be drawn, nothing without data."""
    if not data:
        return {}
    try:
        shape = parse_figure(data)
    except FigureError as problem:
        return {"error": str(problem)}
    return pictures(shape, _("Start"), _("End"))


@register.inclusion_tag(TEMPLATE)
def test_figure(position: str, left: float | None = None, right: float | None = None) -> Context:
    """The test in a position such as `seated` or `supine_90`.

    Without angles: the neutral position and the turned one. With angles: one picture of the hips turned that far; a hip
    that was not tested stays at neutral.
    """
    shape = parse_figure(FIGURES[f"test-{position.replace('_', '-')}"])
    if left is None and right is None:
        return pictures(shape, _("Neutral"), _("Turned in"))
    tested = tuple(side for side, degrees in (("left", left), ("right", right)) if degrees is not None)
    shape = replace(
        shape,
        end=with_rotation(shape.start, left=float(left or 0), right=float(right or 0)),
        accent=tested,
        gauges=tuple(gauge for gauge in shape.gauges if gauge.startswith(tested)),
    )
    drawing = draw(shape)
    parts = []
    if left is not None:
        parts.append(_("left %(degrees)s°") % {"degrees": number_format(left, 1)})
    if right is not None:
        parts.append(_("right %(degrees)s°") % {"degrees": number_format(right, 1)})
    words = ", ".join(parts)
    return {"drawing": drawing, "pictures": [picture(words[:1].upper() + words[1:], "", drawing.end)]}
