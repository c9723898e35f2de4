"""Exercise figures computed from joint angles: data in, flat shapes out.

`parse_figure` reads an editor's numbers, `draw` turns a figure into paths for the template, `pose_between`
gives the poses on the way for an animation.
"""

from .checks import FigureError
from .drawing import Drawing, draw
from .figure import Figure
from .layers import Paint
from .motion import Motion, animate
from .parsing import figure_data, parse_figure
from .pose import Pose, pose_between, with_rotation

__all__ = [
    "Drawing",
    "Figure",
    "FigureError",
    "Motion",
    "Paint",
    "Pose",
    "animate",
    "draw",
    "figure_data",
    "parse_figure",
    "pose_between",
    "with_rotation",
]
