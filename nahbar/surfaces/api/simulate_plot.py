"""The picture of a simulation: a bar of change for each group, as SVG that is read aloud and printed in black."""

from __future__ import annotations

from xml.sax.saxutils import escape

from nahbar.surfaces.api.simulate_report import Report, Row, euro, thousands, title

_WIDTH, _LINE, _TOP, _MIDDLE, _HALF = 1100, 30, 96, 560, 210
"""The zero line lies at `_MIDDLE`; the longest bar has `_HALF`."""
_STYLE = (
    "text{font:15px sans-serif;fill:#111}.t{font-size:19px;font-weight:bold}.f{font-weight:bold}"
    ".up{fill:#1a5e8a;stroke:#111}.down{fill:url(#s);stroke:#111}.zero{stroke:#111;stroke-width:1.5}"
)
_STRIPES = (
    '<pattern id="s" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><rect width="2.5" height="6" fill="#111"/></pattern>'
)


def svg(report: Report) -> str:
    """Bars of the mean change of a household in euro a month; rises are filled, falls are striped."""
    shown = [(row, _mean(row)) for row in report.rows]
    longest = max((abs(mean) for _, mean in shown), default=0) or 1
    lines, y, feature = [], _TOP, ""
    for row, mean in shown:
        if row.feature != feature:
            feature = row.feature
            y += 8
            lines.append(f'<text class="f" x="16" y="{y + 16}">{escape(feature)}</text>')
            y += _LINE
        lines += _bar(row, mean, longest, y)
        y += _LINE
    lines.append(f'<line class="zero" x1="{_MIDDLE}" x2="{_MIDDLE}" y1="{_TOP}" y2="{y}"/>')
    head = escape(title(report))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y + 24}" lang="de" role="img" '
            'aria-labelledby="titel beschreibung">',
            f'<title id="titel">{head}</title>',
            f'<desc id="beschreibung">{escape(" ".join(_told(row, mean) for row, mean in shown))}</desc>',
            f"<defs><style>{_STYLE}</style>{_STRIPES}</defs>",
            f'<rect width="{_WIDTH}" height="{y + 24}" fill="#fff"/>',
            f'<text class="t" x="16" y="34">{head}</text>',
            '<text x="16" y="62">Änderung in Euro im Monat, im Durchschnitt aller Haushalte der Gruppe; '
            "rechts gefüllt: mehr, links gestreift: weniger</text>",
            *lines,
            "</svg>",
            "",
        ]
    )


def _mean(row: Row) -> int:
    """Cents a household, rounded to the nearest."""
    if row.group is None:
        return 0
    change, many = row.group["nachher"] - row.group["vorher"], row.group["haushalte"]
    rounded = (2 * abs(change) + many) // (2 * many)
    return rounded if change >= 0 else -rounded


def _bar(row: Row, mean: int, longest: int, y: int) -> list[str]:
    name = f'<text x="32" y="{y + 16}">{escape(row.name)}</text>'
    length = abs(mean) * _HALF // longest
    x, kind = (_MIDDLE, "up") if mean >= 0 else (_MIDDLE - length, "down")
    bar = [f'<rect class="{kind}" x="{x}" y="{y}" width="{length}" height="20"/>'] if length else []
    return [name, *bar, f'<text x="{_MIDDLE + _HALF + 24}" y="{y + 16}">{escape(_figures(row, mean))}</text>']


def _figures(row: Row, mean: int) -> str:
    if row.group is None:
        return "verborgen"
    up, down = thousands(row.group["gewinner"]), thousands(row.group["verlierer"])
    return f"{euro(mean, True)} · {up} mehr, {down} weniger"


def _told(row: Row, mean: int) -> str:
    if row.group is None:
        return f"{row.name}: verborgen."
    many = thousands(row.group["haushalte"])
    up, down = thousands(row.group["gewinner"]), thousands(row.group["verlierer"])
    return f"{row.name}: {euro(mean, True)} Euro je Haushalt; von {many} bekommen {up} mehr und {down} weniger."
