"""`python -m mithaq` is the program `mithaq`."""

from mithaq.cli import main

if __name__ == "__main__":
    main()
