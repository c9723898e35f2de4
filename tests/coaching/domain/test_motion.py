"""The pictures on the way from a figure's start to its end."""

import pytest

from coaching.domain.figures import animate, draw, parse_figure
from coaching.domain.figures.motion import FRAMES
from coaching.domain.poses import FIGURES


@pytest.mark.parametrize("slug", FIGURES)
def test_it_begins_and_ends_as_the_figure_does(slug: str) -> None:
    figure = parse_figure(FIGURES[slug])
    way, still = animate(figure), draw(figure)
    assert len(way.frames) == FRAMES
    assert set(way.frames[0]) <= set(still.start)
    assert [paint.css for paint in way.still] == ["fig-ground"]
    assert way.frames[0] != way.frames[FRAMES // 2] != way.frames[-1]


def test_a_figure_that_works_one_leg_says_which() -> None:
    assert animate(parse_figure(FIGURES["side-lying-ankle-lift"])).side == "right"
    assert animate(parse_figure(FIGURES["knees-in-stretch"])).side == ""
