"""`python -m noticesearch` is the command line."""

from noticesearch.cli import main

if __name__ == "__main__":
    main(prog_name="noticesearch")
