package io.imprimatur.drafting.draft.web;

import io.imprimatur.kit.IfMatch;
import java.util.List;

/**
 * The form of an article's page.
 *
 * @param version on which the typed text is based; the article's ETag
 * @param base the text of that version, from which a conflict can tell who changed what; may be
 *     null
 */
record ArticleForm(
    Long version,
    String title,
    String summary,
    String body,
    String section,
    String language,
    List<String> topics,
    String changeNote,
    Fields base) {

  Fields fields() {
    return new Fields(title, summary, body, section, language, topics, changeNote);
  }

  IfMatch ifMatch() {
    return IfMatch.version(version == null ? 0 : version);
  }
}
