"""What a new database holds before anybody has typed a word: exercises and the programmes of them."""

from coaching.library.seeding import seed_editors, seed_library, seed_translations

__all__ = ["seed_editors", "seed_library", "seed_translations"]
