package io.imprimatur.publishing.site;

import io.imprimatur.events.Digest;
import io.imprimatur.publishing.publication.KeptText;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Published;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the site finds what it shows. Nothing that comes from here is shown before it is proven.
 */
public interface Shelf {

  /** The article that stands, or stood, at an address. */
  Optional<Publication> at(String path);

  Optional<Publication> find(String articleId);

  /** An article that stands on the site; nothing where it doesn't, or can't be read. */
  Optional<Published> standing(String articleId);

  Optional<KeptText> text(Digest digest);

  /** The newest of a language. */
  List<Published> newest(String language, int limit);

  /** A part of a section, the newest first. */
  List<Published> newest(String language, String section, int skip, int limit);

  /** How many stand in a section. */
  long count(String language, String section);

  /** What stands on the site and says that it translates an article. */
  List<Published> translationsOf(String articleId);

  /** When anything of a language changed last, by the database's clock. */
  Optional<Instant> lastChange(String language);

  /** What the database's clock shows. */
  Instant now();

  /**
   * What changed since a moment of the database's clock, in that order.
   *
   * @param since inclusive
   * @param skip how many of them were read already
   */
  List<Changed> changedSince(Instant since, int skip, int limit);

  /**
   * That a publication changed.
   *
   * @param guard counts its changes
   * @param path its address, or null where it has none
   * @param language its language, or null where it never had a text
   * @param sections every section in which it ever was
   * @param originals every article that it ever translated
   */
  record Changed(
      String articleId,
      long guard,
      String path,
      String language,
      Set<String> sections,
      Set<String> originals,
      Instant changedAt) {}
}
