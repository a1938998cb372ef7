package io.imprimatur.publishing.site;

import io.imprimatur.events.Digest;
import io.imprimatur.publishing.publication.EarlierEdition;
import io.imprimatur.publishing.publication.KeptText;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Published;
import java.time.Instant;
import java.util.Collection;
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

  /** The newest of a language, at most {@code limit}; 0 is none. */
  List<Published> newest(String language, int limit);

  /** A part of a section, the newest first. */
  List<Published> newest(String language, String section, int skip, int limit);

  /** How many stand in a section. */
  long count(String language, String section);

  /**
   * A part of what a time of a language brought, from its beginning to before its end; the newest
   * first.
   */
  List<Published> newest(String language, Instant from, Instant to, int skip, int limit);

  /** How many of a language stand since a time, from its beginning to before its end. */
  long count(String language, Instant from, Instant to);

  /** When the oldest of a language was published. */
  Optional<Instant> oldest(String language);

  /** The texts that an article had before, the oldest first. */
  List<EarlierEdition> earlier(String articleId);

  /** How many stand on the site. */
  long count();

  /** A part of all that stand on the site, by id; without what their seals say. */
  List<Outline> outlines(int skip, int limit);

  /** Those of some articles that stand on the site, and those that translate them. */
  List<Outline> outlines(Collection<String> articleIds);

  /** Those of some articles that stand on the site. */
  List<Published> standing(Collection<String> articleIds);

  /**
   * The ids of articles that stand on the site, in their order.
   *
   * @param after the id behind which to begin; empty for the first
   */
  List<String> ids(String after, int limit);

  /** The ids of articles of which it is noted that they can't be read, or don't prove. */
  List<String> unproven();

  /** How many those are. */
  long countUnproven();

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

  /**
   * Where an article stands.
   *
   * @param changedAt when a newer text came, or the first
   * @param translationOf the id of the article that it translates, or null
   */
  record Outline(String articleId, String path, Instant changedAt, String translationOf) {}
}
