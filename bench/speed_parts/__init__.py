"""The parts of `bench/speed.py`: what is measured, how, and how it is told."""
