package io.imprimatur.notification.alert.persistence;

import io.imprimatur.notification.alert.Retold;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * What was told of an alert before a restore, as a field of its article's document until publishing
 * tells of the article again.
 */
final class RetoldFields {

  static final String FIELD = "toldBefore";

  private RetoldFields() {}

  static Retold read(Document article) {
    Document fields = article.get(FIELD, Document.class);
    if (fields == null) {
      return Retold.NONE;
    }
    Document end = fields.get("end", Document.class);
    return new Retold(
        instant(fields, "startedAt"),
        end == null
            ? null
            : new Retold.End(AlertFields.counts(end), end.getString("reason"), instant(end, "at")));
  }

  static Document of(Retold retold) {
    Document fields = new Document("startedAt", date(retold.startedAt()));
    Retold.End end = retold.end();
    return end == null
        ? fields
        : fields.append(
            "end",
            new Document("counts", AlertFields.counts(end.counts()))
                .append("reason", end.reason())
                .append("at", date(end.at())));
  }

  private static Instant instant(Document fields, String name) {
    Date date = fields.getDate(name);
    return date == null ? null : date.toInstant();
  }

  private static Date date(Instant instant) {
    return instant == null ? null : Date.from(instant);
  }
}
