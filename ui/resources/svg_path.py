"""Outline drawings as painter paths: the part of SVG that outline icons use.

Read by ourselves, because Qt's SVG plugin costs two libraries and 10 ms before the first paint. Format: SVG 1.1,
chapter 8.3 (path data) and appendix F.6.5 (arc from end points to centre).
"""

import math
import re

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath

PATH = re.compile(rb'<path[^>]*?\sd="([^"]*)"')
CIRCLE = re.compile(rb'<circle[^>]*?cx="([\d.]+)"[^>]*?cy="([\d.]+)"[^>]*?r="([\d.]+)"')
STEP = re.compile(r"([A-Za-z])([^A-Za-z]*)")
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
# Radii and turn are numbers; the two flags may stand without a space: "a1 1 0 011 1".
ARC = re.compile(
    r"\s*(-?[\d.]+)[\s,]*(-?[\d.]+)[\s,]*(-?[\d.]+)[\s,]*([01])[\s,]*([01])[\s,]*"
    r"(-?(?:\d+\.?\d*|\.\d+))[\s,]*(-?(?:\d+\.?\d*|\.\d+))[\s,]*"
)
WIDTHS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4}


def outline(drawing: bytes) -> QPainterPath:
    """Return everything the SVG `drawing` strokes, in its own units. What it does not know it leaves out."""
    whole = QPainterPath()
    for data in PATH.findall(drawing):
        whole.addPath(_Pen().draw(data.decode()))
    for across, down, radius in CIRCLE.findall(drawing):
        half = float(radius)
        whole.addEllipse(QRectF(float(across) - half, float(down) - half, 2 * half, 2 * half))
    return whole


class _Pen:
    """Follows path data step by step; `x`, `y` is where it stands."""

    def __init__(self) -> None:
        self.path = QPainterPath()
        self.x = self.y = self.start_x = self.start_y = 0.0
        self.last_control: tuple[float, float] | None = None

    def draw(self, data: str) -> QPainterPath:
        for command, arguments in STEP.findall(data):
            if command in "zZ":
                self.path.closeSubpath()
                self.x, self.y = self.start_x, self.start_y
            elif command in "aA":
                for found in ARC.findall(arguments):
                    self._arc(command == "a", *(float(part) for part in found))
            else:
                self._steps(command, [float(part) for part in NUMBER.findall(arguments)])
        return self.path

    def _steps(self, command: str, numbers: list[float]) -> None:
        kind, relative = command.upper(), command.islower()
        width = WIDTHS[kind]
        for place in range(0, len(numbers) - width + 1, width):
            self._step(kind, relative, numbers[place : place + width])
            if kind == "M":
                kind, width = "L", 2  # further pairs after a move are lines

    def _step(self, kind: str, relative: bool, numbers: list[float]) -> None:
        origin_x, origin_y = (self.x, self.y) if relative else (0.0, 0.0)
        if kind in "HV":
            across = origin_x + numbers[0] if kind == "H" else self.x
            down = origin_y + numbers[0] if kind == "V" else self.y
            points = [(across, down)]
        else:
            points = [(origin_x + x, origin_y + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        self._go(kind, points)

    def _go(self, kind: str, points: list[tuple[float, float]]) -> None:
        end = points[-1]
        control = None
        if kind == "M":
            self.path.moveTo(*end)
            self.start_x, self.start_y = end
        elif kind == "S":
            before = self.last_control or (self.x, self.y)
            mirrored = (2 * self.x - before[0], 2 * self.y - before[1])
            self.path.cubicTo(*mirrored, *points[0], *end)
            control = points[0]
        elif kind == "C":
            self.path.cubicTo(*points[0], *points[1], *end)
            control = points[1]
        elif kind == "Q":
            self.path.quadTo(*points[0], *end)
        else:
            self.path.lineTo(*end)
        self.last_control = control
        self.x, self.y = end

    def _arc(
        self, relative: bool, rx: float, ry: float, turn: float, large: float, sweep: float, x: float, y: float
    ) -> None:
        end = (self.x + x, self.y + y) if relative else (x, y)
        self.last_control = None
        if turn and rx != ry:
            # A turned ellipse: no outline icon we show has one.
            self.path.lineTo(*end)
        elif rx and ry and end != (self.x, self.y):
            self._unturned_arc(abs(rx), abs(ry), bool(large), bool(sweep), end)
        self.x, self.y = end

    def _unturned_arc(self, rx: float, ry: float, large: bool, sweep: bool, end: tuple[float, float]) -> None:
        half_x, half_y = (self.x - end[0]) / 2, (self.y - end[1]) / 2
        reach = (half_x / rx) ** 2 + (half_y / ry) ** 2
        if reach > 1:
            rx, ry = rx * math.sqrt(reach), ry * math.sqrt(reach)
        left = max(1 / max(reach, 1e-12) - 1, 0) if reach <= 1 else 0
        factor = math.sqrt(left) * (-1 if large == sweep else 1)
        centre_x = factor * rx * half_y / ry + (self.x + end[0]) / 2
        centre_y = -factor * ry * half_x / rx + (self.y + end[1]) / 2
        first = math.degrees(math.atan2((self.y - centre_y) / ry, (self.x - centre_x) / rx))
        last = math.degrees(math.atan2((end[1] - centre_y) / ry, (end[0] - centre_x) / rx))
        swept = (last - first) % 360 if sweep else -((first - last) % 360)
        # Qt counts angles against the clock, with y upwards.
        self.path.arcTo(QRectF(centre_x - rx, centre_y - ry, 2 * rx, 2 * ry), -first, -swept)
