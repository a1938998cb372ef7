package io.imprimatur.review.approval.persistence;

import io.imprimatur.events.Person;
import io.imprimatur.review.approval.Decided;
import io.imprimatur.review.approval.Dossier;
import io.imprimatur.review.approval.Round;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** What a review is found by: its title, the people who had to do with it, and its article's id. */
final class SearchWords {

  private SearchWords() {}

  static String of(Dossier dossier, Round round) {
    Set<String> words = new LinkedHashSet<>();
    words.add(round.subject().title());
    words.add(round.submittedBy().name());
    round.editors().stream().map(Person::name).forEach(words::add);
    round.decisions().stream().map(Decided::by).map(Person::name).forEach(words::add);
    words.add(dossier.articleId());
    return normal(String.join("\n", words));
  }

  /** Letters in one case and one width, so that a search finds what looks the same. */
  static String normal(String words) {
    return Normalizer.normalize(words, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT).strip();
  }
}
