package io.imprimatur.publishing.site;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Finds articles by their words. Holds what was proven, and forgets what no longer stands. */
public interface SearchIndex {

  /** Takes an article in, in place of what it had of it. */
  void put(Entry entry);

  /** Forgets an article. */
  void remove(String articleId);

  /** Makes what was taken in or forgotten so far tell in what is found. */
  void refresh();

  /** The ids of the articles that it holds. */
  List<String> ids();

  /** What is found; nothing where the question holds no word. */
  Found find(Question question);

  /**
   * An article's words.
   *
   * @param digest names exactly these words
   * @param text the body without its markup
   */
  record Entry(
      String articleId,
      String digest,
      String language,
      String section,
      Instant publishedAt,
      String title,
      String summary,
      String text) {}

  /**
   * What is looked for.
   *
   * @param words as a reader typed them; what stands in quotation marks is looked for as it stands
   * @param section null for all
   * @param newest whether the newest come first instead of the best
   * @param skip how many are not wanted
   * @param limit how many are wanted
   */
  record Question(
      String language, String words, String section, boolean newest, int skip, int limit) {}

  /**
   * What was found.
   *
   * @param total how many there are in the section, or in all where none was asked for
   * @param sections how many there are in each section, whichever was asked for
   */
  record Found(long total, Map<String, Long> sections, List<Match> matches) {}

  /**
   * An article that was found.
   *
   * @param title with what was looked for
   * @param excerpt from where it stands, or the beginning of the summary
   */
  record Match(String articleId, String digest, List<View.Run> title, List<View.Run> excerpt) {}
}
