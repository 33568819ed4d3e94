"""Staging in a process of its own, so that the desks answer while a million rows are read.

`python -m mingjian_web.exchange.apart INTAKE [again]`: the queue's task starts it and waits.
"""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Stage the intake, or compare it anew."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian_web.config.settings")
    import django

    django.setup()
    from mingjian_web.exchange import staging
    from mingjian_web.exchange.actions import source_of
    from mingjian_web.moment import now
    from mingjian_web.records.models import Intake

    intake = Intake.objects.get(pk=int(sys.argv[1]))
    if "again" in sys.argv[2:]:
        staging.again(intake.pk, now=now())
    else:
        staging.stage(intake.pk, source_of(intake), now=now())
    return 0


if __name__ == "__main__":
    sys.exit(main())
