package io.imprimatur.notification.subscription.persistence;

import io.imprimatur.notification.subscription.ManageMail;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/** A mail with the link to change subscriptions, as a part of its subscriber's document. */
final class ManageMailFields {

  private ManageMailFields() {}

  static Document of(ManageMail mail) {
    return switch (mail) {
      case ManageMail.Due d -> due(d).append("state", "due");
      case ManageMail.Posting p ->
          due(p.due())
              .append("state", "posting")
              .append("startedAt", Date.from(p.startedAt()))
              .append("leaseUntil", Date.from(p.leaseUntil()));
      case ManageMail.Sent s -> new Document("state", "sent").append("at", Date.from(s.at()));
    };
  }

  private static Document due(ManageMail.Due due) {
    return new Document("language", due.language())
        .append("at", Date.from(due.at()))
        .append("since", Date.from(due.since()))
        .append("tries", due.tries());
  }

  static ManageMail read(Document d) {
    String state = d.getString("state");
    return switch (state) {
      case "due" -> readDue(d);
      case "posting" ->
          new ManageMail.Posting(readDue(d), instant(d, "startedAt"), instant(d, "leaseUntil"));
      case "sent" -> new ManageMail.Sent(instant(d, "at"));
      default -> throw new IllegalStateException("no state of a mail to manage: " + state);
    };
  }

  private static ManageMail.Due readDue(Document d) {
    return new ManageMail.Due(
        d.getString("language"),
        instant(d, "at"),
        instant(d, "since"),
        d.getInteger("tries", 0)); // none in documents of versions that did not count
  }

  private static Instant instant(Document d, String name) {
    return d.getDate(name).toInstant();
  }
}
