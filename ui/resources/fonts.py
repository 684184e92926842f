"""The faces of the screen, loaded from their packages, so that the desk looks the same on every machine."""

from PySide6.QtGui import QFont, QFontDatabase

from ui.resources.packages import folder_of
from ui.resources.tokens import Face, Role

# Static files only: Qt 6.11 shows a variable font loaded this way in one weight, whatever is asked for.
FACES = {
    Face.TEXT: (
        "fontpkg_be_vietnam_pro",
        ("BeVietnamPro-Regular", "BeVietnamPro-Medium", "BeVietnamPro-SemiBold", "BeVietnamPro-Bold"),
    ),
    Face.FIGURES: (
        "fontpkg_ibm_plex_sans_condensed",
        ("IBMPlexSansCondensed-Medium", "IBMPlexSansCondensed-SemiBold"),
    ),
}

# Tried in this order when the packages are missing; each holds every Vietnamese letter.
FALLBACKS = ("Segoe UI", "Liberation Sans", "Noto Sans", "DejaVu Sans")


def load_faces() -> tuple[str, ...]:
    """Give the six faces to Qt; return the names of the files that could not be loaded (none is the rule)."""
    missing = []
    for package, names in FACES.values():
        folder = folder_of(package)
        for name in names:
            path = folder / "files" / f"{name}.ttf" if folder else None
            if path is None or QFontDatabase.addApplicationFont(str(path)) < 0:
                missing.append(name)
    return tuple(missing)


def font_of(role: Role, scale: float) -> QFont:
    """Return the font of `role` at `scale` (1.0 is 100 %)."""
    font = QFont([role.face.value, *FALLBACKS])
    font.setPixelSize(round(role.pixels * scale))
    font.setWeight(QFont.Weight(role.weight))
    return font
