package io.imprimatur.review.approval.persistence;

import io.imprimatur.events.Digest;
import io.imprimatur.review.approval.Live;
import io.imprimatur.review.approval.SiteNews;
import io.imprimatur.review.approval.Size;
import java.util.Arrays;
import java.util.Date;
import org.bson.Document;

/** What is known of the public site, and how much a round changes, as fields and back. */
final class SiteFields {

  private SiteFields() {}

  static Document live(Live live) {
    return new Document("revision", live.revision())
        .append("digest", live.digest().value())
        .append("at", Date.from(live.at()));
  }

  /** Null where nothing stands on the site. */
  static Live readLive(Document live) {
    return live == null
        ? null
        : new Live(
            live.getInteger("revision"),
            new Digest(live.getString("digest")),
            ReviewFields.instant(live, "at"));
  }

  static Document news(SiteNews news) {
    Document fields =
        new Document("kind", news.kind().word())
            .append("revision", news.revision())
            .append("at", Date.from(news.at()));
    if (news.reason() != null) {
      fields.append("reason", news.reason());
    }
    if (news.by() != null) {
      fields.append("by", ReviewFields.person(news.by()));
    }
    return fields;
  }

  static SiteNews readNews(Document news) {
    String kind = news.getString("kind");
    Document by = news.get("by", Document.class);
    return new SiteNews(
        Arrays.stream(SiteNews.Kind.values())
            .filter(k -> k.word().equals(kind))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the site tells nothing like " + kind)),
        news.getInteger("revision"),
        news.getString("reason"),
        by == null ? null : ReviewFields.readPerson(by),
        ReviewFields.instant(news, "at"));
  }

  static Document size(Size size) {
    return new Document("base", size.base().word())
        .append("number", size.number())
        .append("changes", size.changes());
  }

  /** Null where nobody found the size. */
  static Size readSize(Document size) {
    if (size == null) {
      return null;
    }
    String base = size.getString("base");
    return new Size(
        Arrays.stream(Size.Base.values())
            .filter(b -> b.word().equals(base))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no text is compared with " + base)),
        size.getInteger("number"),
        size.getInteger("changes"));
  }
}
