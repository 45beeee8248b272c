"""The style sheet of the whole application, written for 100 % and scaled."""

import re
from string import Template

from desktop.theme.marks import mark_file
from desktop.theme.tokens import (
    CARD_RADIUS,
    DIALLED,
    FACT,
    FIELD_SIDE,
    FIGURE,
    PROJECTED,
    RADIUS,
    SECTION,
    SMALL,
    TITLE,
    TITLE_WEIGHT,
    Pair,
    Tokens,
    Tone,
)

_PIXELS = r"\b(\d+)px\b"
# Hairlines and focus rings stay what they are at every zoom.
_LINE_WIDTH = 2

_SIZES = {
    "field_side": FIELD_SIDE,
    "small_size": SMALL,
    "fact_size": FACT,
    "section_size": SECTION,
    "title_size": TITLE,
    "figure_size": FIGURE,
    "dialled_size": DIALLED,
    "projected_size": PROJECTED,
    "title_weight": TITLE_WEIGHT,
    "radius": RADIUS,
    "card_radius": CARD_RADIUS,
}


def stylesheet(tokens: Tokens, zoom: int) -> str:
    """Qt style sheet of these tokens with every length scaled to `zoom` percent."""

    def scale(found: re.Match[str]) -> str:
        length = int(found[1])
        return f"{length if length <= _LINE_WIDTH else round(length * zoom / 100)}px"

    sheet = "".join((_TEXT, _BUTTONS, _FIELDS, _CHOICES, _VIEWS, _FRAMES, _BARS, _SHELL))
    filled = Template(sheet).substitute(_values(tokens)) + _tones(tokens)
    return filled if zoom == 100 else re.sub(_PIXELS, scale, filled)


def _values(tokens: Tokens) -> dict[str, str]:
    colours = {name: value for name, value in tokens._asdict().items() if isinstance(value, str)}
    marks = {
        "check_mark": mark_file("check", tokens.on_brand),
        "minus_mark": mark_file("minus", tokens.on_brand),
        "left_mark": mark_file("chevron-left", tokens.ink),
        "right_mark": mark_file("chevron-right", tokens.ink),
    }
    for name in ("down", "up"):
        marks[f"{name}_mark"] = mark_file(f"chevron-{name}", tokens.muted)
        marks[f"{name}_mark_off"] = mark_file(f"chevron-{name}", tokens.control)
    return colours | marks | _apart(tokens) | {name: str(size) for name, size in _SIZES.items()}


def _apart(tokens: Tokens) -> dict[str, str]:
    """What colours alone do not tell where there are but two of them."""
    plain = tokens.name != "contrast"
    return {
        # A bar also lies over rows that are as dark as itself.
        "bar_edge": "transparent" if plain else tokens.surface,
        # Of a solid line nobody could tell that nothing is done yet.
        "trough": f"background: {tokens.line}; border: none"
        if plain
        else f"background: {tokens.surface}; border: 1px solid {tokens.line}",
        "quiet_line": "none" if plain else "underline",
    }


def _edge(tokens: Tokens, pair: Pair) -> str:
    # Where grounds do not differ, only a line shows where a chip ends.
    return pair.line if tokens.name == "contrast" else pair.background


def _tones(tokens: Tokens) -> str:
    rules = []
    for tone in Tone:
        pair = tokens.pair(tone)
        rules.append(
            f'QLabel[chip="{tone}"] {{ color: {pair.foreground}; background: {pair.background};'
            f" border: 1px solid {_edge(tokens, pair)}; }}\n"
            f'QLabel[tone="{tone}"] {{ color: {pair.foreground}; }}\n'
            f'QFrame[banner="{tone}"] {{ background: {pair.background};'
            f" border: 1px solid {pair.line}; border-radius: {CARD_RADIUS}px; }}\n"
        )
    for tone in (Tone.GREEN, Tone.YELLOW, Tone.ORANGE, Tone.RED):
        solid, on_solid = tokens.solid(tone), tokens.on_solid
        rules.append(
            f'QFrame[band="{tone}"] {{ background: {solid}; border: none;'
            f" border-radius: {CARD_RADIUS}px; }}\n"
            f'QFrame[band="{tone}"] QLabel {{ color: {on_solid}; }}\n'
            f'QFrame[band="{tone}"] QPushButton {{ color: {solid}; background: {on_solid};'
            f" border-color: {on_solid}; min-height: 32px; }}\n"
            f'QLabel[chip="{tone}"][filled="true"] {{ color: {on_solid}; background: {solid};'
            f" border-color: {solid}; }}\n"
            f'QLabel[look="badge"][level="{tone}"] {{ color: {on_solid};'
            f" background: {solid}; }}\n"
        )
    return "".join(rules)


_TEXT = """
QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title_size}px; font-weight: $title_weight; }
QLabel[look="section"] { font-size: ${section_size}px; font-weight: $title_weight; }
QLabel[look="fact"] { font-size: ${fact_size}px; font-weight: 600; }
QLabel[look="strong"] { font-weight: $title_weight; }
QLabel[look="muted"] { color: $muted; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="muted"] { color: $muted; }
QLabel[look="small"] { color: $muted; font-size: ${small_size}px; }
QLabel[look="projected"] { font-size: ${figure_size}px; font-weight: $title_weight; }
QLabel[look="projected-hint"] { color: $muted; font-size: ${projected_size}px; }
QWidget[look="projector"] QLabel[look="strong"], QWidget[look="projector"] QLabel[look="small"] {
  font-size: ${section_size}px; }
QPlainTextEdit[look="projected"] { font-size: ${projected_size}px; }
QLabel[look="figure"] { color: $accent; font-size: ${figure_size}px; font-weight: 700; }
QLabel[look="dialled"] { color: $accent; font-size: ${dialled_size}px; font-weight: 700; }
QLabel[chip] { font-size: ${small_size}px; font-weight: 600; padding: 2px 8px; border-radius: 6px; }
QToolTip { color: $surface; background: $ink; border: 1px solid $ink; padding: 4px 8px;
  font-size: ${small_size}px; }
"""

_BUTTONS = """
QPushButton, QToolButton { color: $ink; background: $surface; border: 1px solid $control;
  border-radius: ${radius}px; padding: 5px 14px; min-height: 20px; font-weight: 600;
  icon-size: 18px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $tint; color: $on_tint; }
QPushButton:disabled, QToolButton:disabled { color: $control; background: transparent;
  border-color: $line; }
QPushButton[kind="primary"] { color: $on_brand; background: $brand; border-color: $brand; }
QPushButton[kind="primary"]:hover { background: $brand_hover; border-color: $brand_hover; }
QPushButton[kind="primary"]:disabled { color: $muted; background: $line; border-color: $line; }
QPushButton[kind="danger"] { color: $danger; border-color: $danger; }
QPushButton[kind="danger"]:hover { color: $on_danger; background: $danger; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent;
  border-color: transparent; color: $accent; padding: 5px 8px; }
QToolButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"] { padding: 5px 0px; text-decoration: $quiet_line; }
QPushButton[kind="quiet"]:hover { background: transparent; text-decoration: underline; }
QPushButton[kind="quiet"]:pressed { background: transparent; color: $ink; }
QPushButton::menu-indicator { image: url($down_mark); width: 14px; height: 14px; right: 8px; }
QPushButton[kind="quiet"]::menu-indicator { right: 0px; padding-left: 6px; }
QToolButton::menu-indicator { image: none; }
QToolButton { padding: 6px; min-width: 18px; }
QWidget[look="projector"] QPushButton, QWidget[look="projector"] QToolButton {
  font-size: ${section_size}px; icon-size: 24px; }
QToolButton[look="thumbnail"] { padding: 2px; border-width: 2px; }
QToolButton[look="thumbnail"]:checked { border-color: $brand; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox { color: $ink;
  background: $surface; border: 1px solid $control; border-radius: ${radius}px;
  padding: 5px ${field_side}px; selection-color: $on_brand; selection-background-color: $brand; }
QLineEdit, QPlainTextEdit, QTextEdit { placeholder-text-color: $muted; }
QLineEdit, QComboBox { min-height: 20px; }
QStackedWidget[look="desk"] QLineEdit, QStackedWidget[look="desk"] QComboBox,
QStackedWidget[look="desk"] QPushButton { min-height: 28px; }
QStackedWidget[look="desk"] QToolButton[kind="quiet"] { min-height: 26px; min-width: 26px; }
QLineEdit QToolButton { border: none; background: transparent; padding: 0px; min-width: 0px;
  min-height: 0px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {
  color: $control; background: $window; border-color: $line; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"], QComboBox[invalid="true"] {
  border: 2px solid $danger; padding: 4px 8px; }
QTextEdit[look="reading"] { background: transparent; border: none; padding: 0px; }
QComboBox { padding-right: 4px; combobox-popup: 0; }
QComboBox::drop-down { subcontrol-origin: padding;
  subcontrol-position: center right; width: 26px; border: none; }
QComboBox::down-arrow { image: url($down_mark); width: 14px;
  height: 14px; }
QComboBox::down-arrow:disabled { image: url($down_mark_off); }
QComboBox QAbstractItemView { color: $ink; background: $surface; border: 1px solid $control;
  selection-color: $on_tint; selection-background-color: $tint; outline: none; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0px 8px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected { color: $on_tint; background: $tint; border: none;
  padding-left: 8px; }
QComboBox QLineEdit { border: none; padding: 0px; min-height: 0px;
  background: transparent; }
QCalendarWidget QToolButton { border-color: transparent; color: $ink; min-height: 20px; }
QCalendarWidget #qt_calendar_prevmonth { qproperty-icon: none; image: url($left_mark); }
QCalendarWidget #qt_calendar_nextmonth { qproperty-icon: none; image: url($right_mark); }
QCalendarWidget #qt_calendar_navigationbar { background: $surface; }
QCalendarWidget QAbstractItemView { border: none; border-radius: 0px; padding: 0px; }
QCalendarWidget QAbstractItemView::item { padding: 0px; border: none; }
QCalendarWidget QAbstractItemView::item:selected { color: $on_brand; background: $brand; }
"""

_CHOICES = """
QCheckBox, QRadioButton { background: transparent; color: $ink; spacing: 8px; min-height: 24px; }
QCheckBox:disabled, QRadioButton:disabled { color: $control; }
QCheckBox::indicator, QGroupBox::indicator, QAbstractItemView::indicator { width: 16px;
  height: 16px; border: 2px solid $control; border-radius: 5px; background: $surface; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked { background: $brand;
  border-color: $brand; image: url($check_mark); }
QCheckBox::indicator:indeterminate, QAbstractItemView::indicator:indeterminate {
  background: $brand; border-color: $brand; image: url($minus_mark); }
QCheckBox::indicator:disabled { border-color: $line; }
QCheckBox::indicator:checked:disabled { background: $control; border-color: $control; }
QRadioButton::indicator { width: 16px; height: 16px; border: 2px solid $control;
  border-radius: 10px; background: $surface; }
QRadioButton::indicator:hover { border-color: $accent; }
QRadioButton::indicator:checked { width: 8px; height: 8px; border: 6px solid $brand;
  border-radius: 10px; }
QRadioButton::indicator:disabled { border-color: $line; }
QRadioButton[look="choice"] { min-height: 0px; padding: 0px; border: none; }
"""

_VIEWS = """
QAbstractItemView { color: $ink; background: $surface; border: 1px solid $line;
  selection-color: $selection_ink; selection-background-color: $tint; outline: none; }
QTableView, QListView, QTreeView { border-radius: ${radius}px; padding: 2px; }
QListView[look="inside"], QListView[look="below"] { background: transparent; border: none;
  border-radius: 0px; padding: 0px; }
QListView[look="below"] { border-top: 1px solid $line; }
QTableView::item { padding: 0px 12px; border: none; border-bottom: 1px solid $line; }
QListView::item, QTreeView::item { padding: 6px 12px; min-height: 22px; }
QTableView::item:hover, QListView::item:hover, QTreeView::item:hover { background: $hover; }
QTableView::item:selected, QListView::item:selected, QTreeView::item:selected {
  color: $selection_ink; background: $tint; }
QListView::item:selected, QTreeView::item:selected { border-left: 3px solid $accent;
  padding-left: 9px; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { color: $muted; background: transparent; border: none;
  border-bottom: 1px solid $control; padding: 8px 15px; font-size: ${small_size}px;
  font-weight: 600; }
QHeaderView::section:hover { color: $ink; }
QHeaderView::up-arrow { image: url($up_mark); width: 12px; height: 12px;
  subcontrol-position: center right; }
QHeaderView::down-arrow { image: url($down_mark); width: 12px; height: 12px;
  subcontrol-position: center right; }
QTableCornerButton::section { background: $surface; border: none; }
QTableView[look="matrix"] { background: transparent; border: none;
  border-radius: 0px; padding: 0px; }
QTableView[look="matrix"] QTableCornerButton::section { background: transparent; }
QLabel[look="corner"] { color: $muted; font-size: ${small_size}px; font-weight: 600;
  border-bottom: 1px solid $control; padding: 7px 12px; }
QMenu { color: $ink; background: $surface; border: 1px solid $control; padding: 4px; }
QMenu::item { padding: 7px 24px 7px 12px; border-radius: 6px; min-height: 18px; }
QMenu::item:selected { color: $on_tint; background: $tint; }
QMenu::item:disabled { color: $control; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }
"""

_FRAMES = """
QGroupBox[look="card"] { background: $surface; border: 1px solid $line;
  border-radius: ${card_radius}px;  margin: 0px; padding: 0px; }
QGroupBox[look="plain"] { background: transparent; border: none; margin: 0px; padding: 0px; }
QFrame[banner="error"] { background: $surface; border: 1px solid $danger;
  border-radius: ${card_radius}px; }
QFrame[look="divider"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="well"] { background: $window; border: 1px solid $line;
  border-radius: ${radius}px; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget[look="page"] { background: transparent; }
QFrame[look="toast"] { background: $ink; border: 1px solid $ink; border-radius: ${radius}px; }
QFrame[look="toast"] QLabel { color: $surface; }
QFrame[look="toast"] QPushButton { color: $surface; background: transparent;
  border-color: $surface; padding: 3px 14px; }
"""

_BARS = """
QScrollBar:vertical { background: transparent; width: 12px; margin: 0px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0px; }
QScrollBar::handle { background: $control; border: 1px solid $bar_edge; border-radius: 4px;
  margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:disabled { background: transparent; border-color: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { $trough; border-radius: 4px; min-height: 8px;
  max-height: 8px; color: transparent; }
QProgressBar::chunk { background: $brand; border-radius: 4px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }
"""

_SHELL = """
QFrame[look="rail"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[look="strip"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[look="side"] { background: $surface; border: none; border-left: 1px solid $line; }
QToolButton[look="railitem"] { background: transparent; border: 2px solid transparent; color: $ink;
  border-radius: 8px; padding: 5px 8px; font-weight: 600; text-align: left; }
QToolButton[look="railitem"]:hover { background: $hover; }
QToolButton[look="railitem"]:checked { background: $tint; color: $on_tint; font-weight: 650; }
QFrame[look="rail"][narrow="true"] QToolButton { font-size: 12px; padding: 2px 2px; }
QLabel[look="badge"] { background: $brand; color: $on_brand; font-size: ${small_size}px;
  font-weight: 700; border-radius: ${radius}px; }
QFrame[look="strip"] QPushButton { font-size: 12px; font-weight: 400; color: $muted;
  padding: 2px 8px; min-height: 20px; }
"""
