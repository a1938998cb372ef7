package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.Published;
import io.imprimatur.seals.Seal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** What the makers of pages share: headlines, dates, addresses. */
final class Editor {

  private final Shelf shelf;
  private final Proofs proofs;
  private final Identity identity;

  Editor(Shelf shelf, Proofs proofs, Identity identity) {
    this.shelf = shelf;
    this.proofs = proofs;
    this.identity = identity;
  }

  Shelf shelf() {
    return shelf;
  }

  Proofs proofs() {
    return proofs;
  }

  Identity identity() {
    return identity;
  }

  /** The headlines of those articles that prove to be what was sealed. */
  List<View.Headline> headlines(List<Published> published) {
    return published.stream().flatMap(p -> headline(p).stream()).toList();
  }

  private Optional<View.Headline> headline(Published p) {
    return proofs.glance(p).map(seal -> headline(p, seal));
  }

  private View.Headline headline(Published p, Seal seal) {
    String language = seal.language();
    return new View.Headline(
        p.articleId(),
        p.address().path(),
        seal.title(),
        seal.summary(),
        listed(seal.section()).orElse(null),
        identity.sectionName(seal.section(), language),
        moment(p.publishedAt(), language),
        p.updatedAt().map(at -> moment(at, language)).orElse(null));
  }

  Moment moment(Instant at, String language) {
    return Moment.of(at, identity.office().zone(), language);
  }

  /** A section that has a page; nothing where the office gave it up since the text was approved. */
  Optional<String> listed(String section) {
    return identity.office().section(section).map(s -> section);
  }

  static String home(String language) {
    return "/" + language + "/";
  }

  static String section(String language, String section) {
    return "/" + language + "/" + section;
  }

  /**
   * A feed's address.
   *
   * @param section null for all of the language
   */
  static String feed(String language, String section) {
    return (section == null ? "/" + language : section(language, section)) + "/feed.atom";
  }

  static String archive(String language) {
    return "/" + language + "/archive";
  }

  static String archive(String language, YearMonth month) {
    return "%s/%04d/%02d".formatted(archive(language), month.getYear(), month.getMonthValue());
  }

  static String search(String language) {
    return "/" + language + "/search";
  }

  /** The address of a part of a list; the first has none of its own. */
  static String part(String path, int number) {
    return path + (number == 1 ? "" : "?page=" + number);
  }

  /** In how many parts a list of so many is shown; never none. */
  static int parts(long count, int size) {
    return (int) Math.max(1, (count + size - 1) / size);
  }

  Instant lastChange(String language) {
    return shelf.lastChange(language).orElse(null);
  }
}
