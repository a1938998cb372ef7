package io.imprimatur.notification.alert.persistence;

import io.imprimatur.notification.alert.Alert;
import io.imprimatur.notification.alert.Alert.Completed;
import io.imprimatur.notification.alert.Alert.Held;
import io.imprimatur.notification.alert.Alert.Started;
import io.imprimatur.notification.alert.Alert.Stopped;
import io.imprimatur.notification.alert.Alert.Stopping;
import io.imprimatur.notification.alert.Alert.Waiting;
import io.imprimatur.notification.alert.AlertState;
import io.imprimatur.notification.alert.Counts;
import io.imprimatur.notification.alert.Headline;
import io.imprimatur.notification.alert.Publication;
import io.imprimatur.notification.alert.Stop;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.bson.Document;

/** An alert as the field {@code alert} of its article's document. */
final class AlertFields {

  static final String ALERT = "alert";
  static final String STATE = "alert.state";
  static final String SECTION = "alert.section";
  static final String PUBLISHED_AT = "alert.publishedAt";
  static final String IN_HAND_UNTIL = "inHandUntil";

  static final String WAITING = name(AlertState.WAITING);
  static final String STARTED = name(AlertState.STARTED);
  static final String STOPPING = name(AlertState.STOPPING);

  private AlertFields() {}

  /** A state as documents call it. */
  static String name(AlertState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  static Document of(Alert alert) {
    Document fields =
        new Document("section", alert.publication().section())
            .append("language", alert.publication().language())
            .append("publishedAt", Date.from(alert.publication().publishedAt()))
            .append("trace", alert.publication().trace())
            .append("revision", alert.headline().revision())
            .append("title", alert.headline().title())
            .append("summary", alert.headline().summary())
            .append("state", name(AlertState.of(alert)));
    return switch (alert) {
      case Waiting w -> fields.append("released", w.released());
      case Held h -> fields.append("restored", h.restored());
      case Started s ->
          fields
              .append("startedAt", Date.from(s.startedAt()))
              .append("matched", s.matched())
              .append("ranges", s.ranges());
      case Stopping s ->
          fields
              .append("startedAt", Date.from(s.startedAt()))
              .append("matched", s.matched())
              .append("ranges", s.ranges())
              .append("stop", stop(s.stop()));
      case Stopped s ->
          fields
              .append("startedAt", s.startedAt() == null ? null : Date.from(s.startedAt()))
              .append("counts", counts(s.counts()))
              .append("stop", stop(s.stop()));
      case Completed c ->
          fields
              .append("startedAt", Date.from(c.startedAt()))
              .append("counts", counts(c.counts()))
              .append("completedAt", Date.from(c.completedAt()));
    };
  }

  /** The alert in an article's document; nothing where the article was only read about. */
  static Optional<Alert> read(Document article) {
    return Optional.ofNullable(article.get(ALERT, Document.class))
        .map(fields -> read(article.getString("_id"), fields));
  }

  private static Alert read(String articleId, Document fields) {
    Publication publication =
        new Publication(
            articleId,
            fields.getString("section"),
            fields.getString("language"),
            instant(fields, "publishedAt"),
            fields.getString("trace"));
    Headline headline =
        new Headline(
            fields.getInteger("revision"), fields.getString("title"), fields.getString("summary"));
    return switch (AlertState.valueOf(fields.getString("state").toUpperCase(Locale.ROOT))) {
      case WAITING -> new Waiting(publication, headline, fields.getBoolean("released"));
      case HELD -> new Held(publication, headline, fields.getBoolean("restored", false));
      case STARTED ->
          new Started(
              publication,
              headline,
              instant(fields, "startedAt"),
              number(fields, "matched"),
              fields.getInteger("ranges"));
      case STOPPING ->
          new Stopping(
              publication,
              headline,
              instant(fields, "startedAt"),
              number(fields, "matched"),
              fields.getInteger("ranges"),
              stop(fields));
      case STOPPED ->
          new Stopped(
              publication, headline, instant(fields, "startedAt"), counts(fields), stop(fields));
      case COMPLETED ->
          new Completed(
              publication,
              headline,
              instant(fields, "startedAt"),
              counts(fields),
              instant(fields, "completedAt"));
    };
  }

  static Document counts(Counts counts) {
    return new Document("matched", counts.matched())
        .append("waiting", counts.waiting())
        .append("sent", counts.sent())
        .append("failed", counts.failed())
        .append("uncertain", counts.uncertain())
        .append("skipped", counts.skipped());
  }

  static Counts counts(Document fields) {
    Document counts = fields.get("counts", Document.class);
    return new Counts(
        number(counts, "matched"),
        number(counts, "waiting"),
        number(counts, "sent"),
        number(counts, "failed"),
        number(counts, "uncertain"),
        number(counts, "skipped"));
  }

  private static Document stop(Stop stop) {
    return new Document("reason", stop.reason())
        .append("by", stop.by())
        .append("byName", stop.byName())
        .append("at", Date.from(stop.at()));
  }

  private static Stop stop(Document fields) {
    Document stop = fields.get("stop", Document.class);
    return new Stop(
        stop.getString("reason"),
        stop.getString("by"),
        stop.getString("byName"),
        instant(stop, "at"));
  }

  private static long number(Document fields, String name) {
    return ((Number) fields.get(name)).longValue();
  }

  private static Instant instant(Document fields, String name) {
    Date date = fields.getDate(name);
    return date == null ? null : date.toInstant();
  }
}
