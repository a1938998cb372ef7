package io.imprimatur.publishing.publication.web;

import java.time.Instant;
import java.util.List;

/**
 * A line of the newsroom's list.
 *
 * @param title null where it can't be read
 * @param section the section's name, or null
 * @param language {@code zh} or {@code en}, or null
 * @param tags what it is
 * @param reasons why it was refused, withdrawn or is withheld, in sentences
 * @param revision null where it can't be read
 * @param at when that came to be, or null
 * @param live the page's address from the site's root on, or null where none stands
 */
record NewsroomRow(
    String articleId,
    String title,
    String section,
    String language,
    List<Tag> tags,
    List<String> reasons,
    Integer revision,
    Instant at,
    String live) {

  /**
   * @param kind {@code ok}, {@code due}, {@code stop} or nothing
   * @param sign stands before the words, so that colour never speaks alone
   * @param key the message {@code newsroom.state.<key>}
   */
  record Tag(String kind, String sign, String key) {

    static final Tag PUBLISHED = new Tag("ok", "✓", "published");
    static final Tag UPDATED = new Tag("ok", "✓", "updated");
    static final Tag WITHDRAWN = new Tag("", "–", "withdrawn");
    static final Tag REFUSED = new Tag("stop", "✕", "refused");
    static final Tag NEWER_REFUSED = new Tag("due", "!", "newer-refused");
    static final Tag WITHHELD = new Tag("stop", "!", "withheld");
    static final Tag FORGED = new Tag("stop", "✕", "forged");
  }
}
