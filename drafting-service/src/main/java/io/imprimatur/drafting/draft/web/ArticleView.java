package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Live;
import io.imprimatur.drafting.draft.Manuscript;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Person;
import io.imprimatur.events.Text;
import java.time.Instant;
import java.util.List;

/**
 * A whole article.
 *
 * @param version counts text changes; the ETag
 * @param revision the last submitted one, 0 before the first
 * @param digest of the text as it stands here
 * @param editors who wrote or changed the text since it was last published; they don't decide on it
 * @param live what the public site has of it, or null
 */
record ArticleView(
    String id,
    long version,
    int revision,
    Digest digest,
    String state,
    String title,
    String summary,
    String body,
    String section,
    String language,
    List<String> topics,
    String changeNote,
    String translationOf,
    List<String> attachments,
    List<String> leftOut,
    List<Person> editors,
    Live live,
    Person createdBy,
    Instant createdAt,
    Person changedBy,
    Instant changedAt) {

  static ArticleView of(Draft draft) {
    Manuscript m = draft.manuscript();
    Text text = m.content().text();
    return new ArticleView(
        m.id(),
        m.version(),
        m.revision(),
        m.digest(),
        draft.state(),
        text.title(),
        text.summary(),
        text.body(),
        text.section(),
        text.language(),
        text.topics(),
        text.changeNote(),
        m.content().translationOf().orElse(null),
        text.attachments(),
        m.leftOut(),
        m.editors(),
        m.live().orElse(null),
        m.createdBy(),
        m.createdAt(),
        m.changedBy(),
        m.changedAt());
  }
}
