"""Plan: the eight steps, the projector, the measurements, the versions."""
