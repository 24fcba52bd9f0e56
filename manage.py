#!/usr/bin/env python
"""Followthrough's command line: `manage.py up` starts everything, `manage.py help` lists the rest."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config.environment import ConfigurationError

    try:
        execute_from_command_line(sys.argv)
    except ConfigurationError as error:
        sys.stderr.write(f"followthrough: {error}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
