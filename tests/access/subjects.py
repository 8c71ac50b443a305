"""Who tries the addresses: an officer of every role, a stranger to the dossier, and nobody."""

ROLES = ("liaison", "analyst", "secretariat", "press", "supervisor", "data-protection", "administrator")
NAMED = ROLES[:4]
"""Those who are named on the dossier; the others see it by their role, or not at all."""

SUBJECTS = (*ROLES, "stranger", "nobody")
"""The stranger is a liaison officer who is not named on the dossier."""
