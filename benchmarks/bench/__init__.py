"""Whole-program benchmarks: any two commands that take lambda-ci's options, on a local emulator."""
