"""Pages to look at: one HTML file each, that needs nothing else and asks no network.

The Python here gathers data; what is shown is made in the browser, by the scripts in `assets`.
"""
