"""The screen on which windows are tried where there is none."""

from pathlib import Path

OFFICE = f"offscreen:configfile={Path(__file__).parent / 'data' / 'screen.json'}"
"""As on a desk of an office; by itself the platform has one of 800 × 800."""
