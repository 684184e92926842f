"""The style sheet and the palette of the application, written from the tokens."""

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from ui.resources.tokens import Face, Role, Size, Tokens


def style_sheet(tokens: Tokens, px: Callable[[float], int]) -> str:
    """Return the style sheet for `tokens`, every length through `px` (the text size chosen by the clerk)."""
    return "\n".join((_inputs(tokens, px), _lists(tokens, px), _frames(tokens, px)))


def palette(tokens: Tokens) -> QPalette:
    """Return the palette for what the style sheet does not reach (Qt's own dialogs, selections)."""
    found = QPalette()
    for role, name in (
        (QPalette.ColorRole.Window, tokens.canvas),
        (QPalette.ColorRole.WindowText, tokens.ink),
        (QPalette.ColorRole.Base, tokens.surface),
        (QPalette.ColorRole.AlternateBase, tokens.surface),
        (QPalette.ColorRole.Text, tokens.ink),
        (QPalette.ColorRole.Button, tokens.surface),
        (QPalette.ColorRole.ButtonText, tokens.ink),
        (QPalette.ColorRole.Highlight, tokens.accent),
        (QPalette.ColorRole.HighlightedText, tokens.on_accent),
        (QPalette.ColorRole.PlaceholderText, tokens.ink3),
        (QPalette.ColorRole.ToolTipBase, tokens.raised),
        (QPalette.ColorRole.ToolTipText, tokens.ink),
        (QPalette.ColorRole.Link, tokens.accent),
        (QPalette.ColorRole.Mid, tokens.edge),
    ):
        found.setColor(role, QColor(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        found.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.ink3))
    return found


def _font(role: Role, px: Callable[[float], int]) -> str:
    return f"font-family: '{role.face.value}'; font-size: {px(role.pixels)}px; font-weight: {role.weight};"


def _inputs(tokens: Tokens, px: Callable[[float], int]) -> str:
    fields = "QLineEdit, QComboBox, QPlainTextEdit, QSpinBox"
    return f"""
{fields} {{ {_font(Role.INPUT, px)} color: {tokens.ink}; background: {tokens.surface};
  border: 1px solid {tokens.edge}; border-radius: {px(Size.RADIUS_CONTROL)}px; padding: 0 {px(10)}px;
  selection-background-color: {tokens.accent}; selection-color: {tokens.on_accent}; }}
QPlainTextEdit {{ padding: {px(6)}px {px(8)}px; }}
QLineEdit {{ lineedit-password-character: 8226; }}
QLineEdit[figures="true"] {{ font-family: '{Face.FIGURES.value}'; }}
QLineEdit[wrong="true"], QComboBox[wrong="true"], QPlainTextEdit[wrong="true"] {{
  border: 2px solid {tokens.late.mark}; padding: 0 {px(9)}px; }}
QLineEdit[bare="true"] {{ border: none; background: transparent; padding: 0; }}
QLineEdit:read-only, QLineEdit:disabled {{ color: {tokens.ink2}; background: {tokens.canvas}; }}
QComboBox::drop-down {{ border: none; width: {px(28)}px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ {_font(Role.BODY, px)} background: {tokens.raised}; color: {tokens.ink};
  border: 1px solid {tokens.edge}; outline: 0; selection-background-color: {tokens.sel};
  selection-color: {tokens.ink}; }}
QToolTip {{ {_font(Role.SMALL, px)} background: {tokens.raised}; color: {tokens.ink};
  border: 1px solid {tokens.edge}; padding: {px(4)}px; }}"""


def _lists(tokens: Tokens, px: Callable[[float], int]) -> str:
    return f"""
QListView, QTableView {{ {_font(Role.BODY, px)} background: transparent; color: {tokens.ink}; border: none;
  outline: 0; selection-background-color: {tokens.sel}; selection-color: {tokens.ink}; }}
QScrollArea {{ background: transparent; border: none; }}
QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {tokens.edge}; border-radius: {px(3)}px;
  min-height: {px(28)}px; margin: {px(2)}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {tokens.sunken}; border: none; border-radius: {px(4)}px; height: {px(8)}px; }}
QProgressBar::chunk {{ background: {tokens.ok.mark}; border-radius: {px(4)}px; }}"""


def _frames(tokens: Tokens, px: Callable[[float], int]) -> str:
    tones = {"soon": tokens.soon, "late": tokens.late, "pause": tokens.pause, "ok": tokens.ok}
    tinted = "\n".join(
        f'QFrame[sheet="{name}"] {{ background: {tone.ground}; border: 1px solid {tone.mark};'
        f" border-radius: {px(Size.RADIUS_SHEET)}px; }}"
        for name, tone in (*tones.items(), ("ready", tokens.ready), ("neu", tokens.neu))
    )
    return f"""
QWidget#canvas {{ background: {tokens.canvas}; }}
QFrame[sheet="plain"] {{ background: {tokens.surface}; border: 1px solid {tokens.line};
  border-radius: {px(Size.RADIUS_SHEET)}px; }}
QFrame[sheet="control"] {{ background: {tokens.surface}; border: 1px solid {tokens.edge};
  border-radius: {px(Size.RADIUS_SHEET)}px; }}
QFrame[sheet="stop"] {{ background: {tokens.surface}; border: 1px solid {tokens.late.mark};
  border-radius: {px(Size.RADIUS_SHEET)}px; }}
QFrame[sheet="dialog"] {{ background: {tokens.raised}; border: 1px solid {tokens.line};
  border-radius: {px(Size.RADIUS_DIALOG)}px; }}
QFrame[sheet="bar"] {{ background: {tokens.surface}; border: none; border-top: 1px solid {tokens.line}; }}
{tinted}
QFrame[divider="true"] {{ background: {tokens.line}; border: none; }}"""
