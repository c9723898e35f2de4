"""Medial's mark as PNG, for devices that take no SVG: `python -m tools.icons` writes static/img/ again."""

from PIL import Image, ImageDraw

from tools.steps import ROOT

#: As in static/img/icon.svg: a square of 32 with its two shins.
SIDE, ROUNDING, STROKE = 32, 7, 4
SHINS = (((12, 6), (7, 26)), ((20, 6), (25, 26)))
GROUND, MARK = "#16213a", "#ffffff"
#: Drawn larger and scaled down, for smooth edges.
FINER = 4
#: A device may cut a maskable icon to the circle in its middle, of 80 % of the side.
SAFE = 0.66


def icon(size: int, *, maskable: bool = False) -> Image.Image:
    """The mark on its ground: with round corners, or to the edges with the mark small enough to be cut."""
    large = size * FINER
    unit = large / SIDE
    image = Image.new("RGBA", (large, large), GROUND if maskable else (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if not maskable:
        draw.rounded_rectangle((0, 0, large - 1, large - 1), ROUNDING * unit, fill=GROUND)
    scale = SAFE if maskable else 1.0
    radius = STROKE / 2 * scale * unit

    def placed(point: tuple[int, int]) -> tuple[float, float]:
        x, y = ((SIDE / 2 + (value - SIDE / 2) * scale) * unit for value in point)
        return x, y

    for top, foot in SHINS:
        draw.line((placed(top), placed(foot)), fill=MARK, width=round(radius * 2))
        for x, y in (placed(top), placed(foot)):
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=MARK)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    folder = ROOT / "static" / "img"
    icon(192).save(folder / "icon-192.png", optimize=True)
    icon(512).save(folder / "icon-512.png", optimize=True)
    icon(512, maskable=True).save(folder / "icon-maskable-512.png", optimize=True)


if __name__ == "__main__":
    main()
