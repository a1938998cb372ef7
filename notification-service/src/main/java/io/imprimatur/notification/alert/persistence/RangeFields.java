package io.imprimatur.notification.alert.persistence;

import io.imprimatur.notification.alert.Range;
import io.imprimatur.notification.alert.Recipient;
import java.util.Date;
import java.util.Locale;
import org.bson.Document;

/** A range and its recipients as the ledger's documents hold them. */
final class RangeFields {

  private RangeFields() {}

  static String id(String article, int number) {
    return article + "/" + number;
  }

  static long owner(Document d) {
    return ((Number) d.get("owner")).longValue();
  }

  static Range read(Document d) {
    Date tried = d.getDate("firstTriedAt");
    return new Range(
        d.getString("article"),
        d.getInteger("number"),
        owner(d),
        tried == null ? null : tried.toInstant(),
        d.getList("recipients", Document.class).stream().map(RangeFields::recipient).toList());
  }

  static Document recipient(Recipient recipient) {
    Document d =
        new Document("subscriber", recipient.subscriber())
            .append("state", recipient.state().name().toLowerCase(Locale.ROOT))
            .append("at", Date.from(recipient.at()));
    if (recipient.tries() > 0) {
      d.append("tries", recipient.tries());
    }
    if (recipient.words() != null) {
      d.append("words", recipient.words());
    }
    return d;
  }

  static Recipient recipient(Document d) {
    return new Recipient(
        d.getString("subscriber"),
        Recipient.State.valueOf(d.getString("state").toUpperCase(Locale.ROOT)),
        d.getDate("at").toInstant(),
        d.getInteger("tries", 0),
        d.getString("words"));
  }
}
