"""Text goes out compressed where a browser takes that; pictures go out as they are."""

import gzip

from django.http import HttpResponse
from django.test import Client, RequestFactory

from config.compression import TextGZipMiddleware

TAKES_GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def test_a_page_is_compressed_for_who_takes_it(db: None) -> None:
    plain, packed = (Client().get("/accounts/login/", headers=headers) for headers in ({}, TAKES_GZIP))
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert b"Sign in" in gzip.decompress(packed.content)


def test_a_picture_stays_as_it_is() -> None:
    picture = HttpResponse(b"\xff" * 1000, content_type="image/jpeg")
    request = RequestFactory().get("/", headers=TAKES_GZIP)
    TextGZipMiddleware(lambda _request: picture)(request)
    assert "Content-Encoding" not in picture
    assert picture.content == b"\xff" * 1000
