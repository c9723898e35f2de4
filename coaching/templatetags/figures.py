"""Tags that draw a figure's data as pictures."""

from collections.abc import Sequence
from dataclasses import replace

from django import template
from django.utils.translation import gettext as _

from assessments.formats import degrees_text
from coaching.domain.figures import Figure, FigureError, Paint, animate, draw, parse_figure, with_rotation
from coaching.domain.poses import FIGURES

register = template.Library()
TEMPLATE = "coaching/figures/figure.html"
Context = dict[str, object]


def picture(label: str, words: str, paints: Sequence[Paint]) -> Context:
    return {"label": label, "words": _(words), "paints": paints}


def both_pictures(shape: Figure, first: str, last: str) -> Context:
    """Start and end; only the start where nothing moves."""
    drawing = draw(shape)
    pictures = [picture(first, shape.start_words, drawing.start)]
    if shape.end != shape.start:
        pictures.append(picture(last, shape.end_words, drawing.end))
    return {"drawing": drawing, "pictures": pictures}


@register.inclusion_tag(TEMPLATE)
def figure(data: object) -> Context:
    """Start and end of an exercise: nothing without data, a sentence where the data cannot be drawn."""
    if not data:
        return {}
    try:
        shape = parse_figure(data)
    except FigureError as problem:
        return {"error": str(problem)}
    return both_pictures(shape, _("Start"), _("End"))


@register.inclusion_tag("coaching/figures/motion.html", name="motion")
def moving(data: object) -> Context:
    """An exercise's pictures from its start to its end, one over the other, for a script that shows them in
    turn; nothing without data, or where the data cannot be drawn.
    """
    try:
        shape = parse_figure(data)
    except FigureError:
        return {}
    return {"motion": animate(shape), "words": f"{_(shape.start_words)} {_(shape.end_words)}".strip()}


@register.inclusion_tag(TEMPLATE, name="test_figure")
def hips_turned(position: str, left: float | None = None, right: float | None = None) -> Context:
    """The test in a position such as `seated` or `supine_90`.

    Without angles: the neutral position and the turned one. With angles: one picture of the hips turned
    that far; a hip that was not tested stays at neutral.
    """
    shape = parse_figure(FIGURES[f"test-{position.replace('_', '-')}"])
    tested = {
        side: float(degrees) for side, degrees in (("left", left), ("right", right)) if degrees is not None
    }
    if not tested:
        return both_pictures(shape, _("Neutral"), _("Turned in"))
    turned = replace(
        shape,
        end=with_rotation(shape.start, left=tested.get("left", 0.0), right=tested.get("right", 0.0)),
        accent=tuple(tested),
        gauges=tuple(gauge for gauge in shape.gauges if gauge.startswith(tuple(tested))),
    )
    drawing = draw(turned)
    names = {"left": _("Left %(degrees)s"), "right": _("Right %(degrees)s")}
    label = " · ".join(names[side] % {"degrees": degrees_text(degrees)} for side, degrees in tested.items())
    return {"drawing": drawing, "pictures": [picture(label, shape.end_words, drawing.end)]}
