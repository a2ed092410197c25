"""A cheap argon2 for tests, where hundreds of accounts are made."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class CheapArgon2(Argon2PasswordHasher):
    """The same algorithm with the least cost; used in NAHBAR_MODE=test only."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
