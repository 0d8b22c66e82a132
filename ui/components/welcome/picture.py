"""A small drawing of the Results page, in the colours of the appearance: no figures, no words."""

from __future__ import annotations

from ui import theme

WIDTH, HEIGHT = 320, 190
_NOW = (60, 52, 56, 40, 46, 34, 38, 26, 30, 18)
_BEFORE = (64, 60, 58, 55, 57, 50, 52, 48, 47, 45)
_GOALS = (0.86, 0.62, 0.95, 0.4)


def results_picture() -> str:
    """The drawing as an SVG."""
    paper, track, text = theme.role("paper"), theme.role("track"), theme.role("text")
    now, before, quiet = theme.role("now"), theme.role("before"), theme.role("quiet")
    parts = [
        f'<rect x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}" rx="8" fill="{paper}" stroke="{track}"/>',
        f'<rect x="14" y="14" width="212" height="9" rx="3" fill="{text}"/>',
        f'<rect x="14" y="30" width="140" height="5" rx="2" fill="{quiet}" opacity=".6"/>',
    ]
    for place in range(4):
        left = 14 + 50 * place
        fill = theme.role("chosen") if place == 0 else "none"
        parts.append(
            f'<rect x="{left}" y="44" width="44" height="24" rx="4" fill="{fill}" stroke="{track}"/>'
            f'<rect x="{left + 6}" y="50" width="24" height="4" rx="2" fill="{quiet}" opacity=".7"/>'
            f'<rect x="{left + 6}" y="58" width="16" height="5" rx="2" fill="{text}"/>'
        )
    parts += [f'<path d="M14 {88 + 24 * place}H200" stroke="{track}"/>' for place in range(4)]
    parts += [
        f'<path d="{_line(_BEFORE)}" fill="none" stroke="{before}" stroke-width="1.6" stroke-dasharray="4 3"/>',
        f'<path d="{_line(_NOW)}" fill="none" stroke="{now}" stroke-width="2.4"/>',
    ]
    for place, share in enumerate(_GOALS):
        top = 84 + 26 * place
        parts.append(
            f'<rect x="222" y="{top}" width="46" height="4" rx="2" fill="{quiet}" opacity=".7"/>'
            f'<rect x="222" y="{top + 8}" width="84" height="7" rx="3" fill="{track}"/>'
            f'<rect x="222" y="{top + 8}" width="{84 * share:.0f}" height="7" rx="3" fill="{now}"/>'
        )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
    return f'{head}viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'


def _line(heights: tuple[int, ...]) -> str:
    points = [f"{14 + 186 * at / (len(heights) - 1):.0f} {86 + y}" for at, y in enumerate(heights)]
    return "M" + "L".join(points)
