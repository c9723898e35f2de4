"""What a new database holds before anybody has typed a word: the exercises and the programmes made of them."""

from coaching.library.seeding import seed_editors, seed_library

__all__ = ["seed_editors", "seed_library"]
