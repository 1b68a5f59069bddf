"""The XML of geoparsing corpora: articles with the toponyms in them. Read only, to score cities against.

Two shapes are known. LGL and TR-News (Lieberman, Samet and Sankaranarayanan 2010; Kamalloo and Rafiei 2018) have `toponym` with
`phrase` and a `gaztag` that gives GeoNames id, feature class, `lat` and `lon`. GeoVirus (Gritta, Pilehvar and Collier 2018) has
`location` with `name`, `lat`, `lon` and a page of Wikipedia, and counts its offsets from 1. Only populated places (class P) become cities
that are required. What is another toponym (a country, a river) is left out, so that a city found there is a mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from pressfacts.article import Article
from pressfacts.convert.collection import Collection, Labels, Losses, fits, row_of
from pressfacts.convert.xml import child_text, read_xml
from pressfacts.errors import InputError
from pressfacts.great_circle import kilometres
from pressfacts.read.fact_rows import Row
from pressfacts.read.published import parse_published
from pressfacts.text.gazetteer import Gazetteer, open_gazetteer

_POPULATED = "P"
# Where a corpus does not tell the class: a toponym is a city when a populated place of that name lies so near.
_SAME_PLACE_KM = 25.0


def read(path: Path, labels: Labels, losses: Losses) -> Collection:
    """The articles and their cities. An article's id is the file's name in small letters, then `docid` or its number from 0."""
    root = read_xml(path)
    articles = list(root.iter("article"))
    if not articles:
        raise InputError("holds no article", where=str(path), mend="name an XML file as LGL and GeoVirus have it")
    collection = Collection()
    for number, element in enumerate(articles):
        article = _article(f"{path.stem.lower()}-{element.get('docid', number)}", element)
        collection.articles[article.id] = article
        collection.rows += _rows(article, element, losses)
    return collection


def _article(id_: str, element: Element) -> Article:
    published = next((child_text(element, name) for name in ("date", "dom", "pubdate") if child_text(element, name)), "")
    return Article(
        id_,
        element.findtext("text") or "",
        title=child_text(element, "title") or None,
        published=parse_published(published) if published else None,
        source=child_text(element, "domain") or None,
        url=child_text(element, "docurl") or child_text(element, "url") or child_text(element, "source") or None,
    )


def _rows(article: Article, element: Element, losses: Losses) -> Iterator[Row]:
    for tag in [*element.iter("toponym"), *element.iter("location")]:
        name = tag.findtext("phrase") or tag.findtext("name") or ""
        span = _span(article, tag, name, losses)
        place = tag.find("gaztag") if tag.find("gaztag") is not None else tag
        if span is not None and place is not None:
            yield from _row(article, span, _value(name, place), child_text(place, "fclass"))


def _row(article: Article, span: tuple[int, int], value: dict[str, Any], feature_class: str) -> Iterator[Row]:
    if feature_class == _POPULATED or (not feature_class and _is_populated(value)):
        yield row_of(article, "city", *span, {"value": value})


def _value(name: str, place: Element) -> dict[str, Any]:
    """What is known of the place; what is not known is left out, so that it is not judged."""
    value: dict[str, Any] = {"name": child_text(place, "name") or name}
    id_ = place.get("geonameid") or child_text(place, "geonameid")
    if id_.isdigit():
        value["geonameid"] = int(id_)
    country = child_text(place, "country")
    if len(country) == 2:
        value["country"] = country
    try:
        return value | {"lat": float(child_text(place, "lat")), "lon": float(child_text(place, "lon"))}
    except ValueError:
        return value


@cache
def _gazetteer() -> Gazetteer:
    return open_gazetteer()  # takes seconds, and most corpora do without it


def _is_populated(value: dict[str, Any]) -> bool:
    near = (kilometres(value, {"lat": place.lat, "lon": place.lon}) for place in _gazetteer().lookup(value["name"]))
    return any(distance is not None and distance <= _SAME_PLACE_KM for distance in near)


def _span(article: Article, tag: Element, name: str, losses: Losses) -> tuple[int, int] | None:
    """Where the toponym stands: at its offsets, or one before them, where the corpus counts from 1."""
    try:
        start, end = int(child_text(tag, "start")), int(child_text(tag, "end"))
    except ValueError:
        losses.note("a toponym without offsets")
        return None
    for shift in (0, 1):
        if article.text[max(0, start - shift) : max(0, end - shift)] == name:
            start, end = start - shift, end - shift
            break
    else:
        losses.note("a toponym whose words do not stand at its offsets")
    return (start, end) if fits(article, start, end, losses) else None
