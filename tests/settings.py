"""The house's settings for tests: a home of their own, gone afterwards, and passwords that are quick to hash."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

HOME_OF_TESTS = tempfile.mkdtemp(prefix="mingjian-tests-")
atexit.register(shutil.rmtree, HOME_OF_TESTS, ignore_errors=True)
for name in ("MINGJIAN_HOSTS", "MINGJIAN_ALLOWED", "MINGJIAN_HTTPS"):
    os.environ.pop(name, None)
os.environ["MINGJIAN_HOME"] = HOME_OF_TESTS
(Path(HOME_OF_TESTS) / "uploads").mkdir()

from mingjian_web.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
