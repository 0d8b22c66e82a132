"""Yandex: a network without exports that are read."""
