"""`python -m pressfacts`: the command line."""

from pressfacts.cli import main

if __name__ == "__main__":
    main()
