"""The installed program looks at itself: `Pregon.exe --self-test FILE.json`."""
