package io.imprimatur.notification.alert.web;

import static java.util.stream.Collectors.toMap;

import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.pages.PageLanguage;
import io.imprimatur.notification.alert.Alert;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.alert.AlertState;
import io.imprimatur.notification.alert.Counts;
import io.imprimatur.notification.alert.Stop;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * An alert as pages show it.
 *
 * @param state names the messages about its state, such as {@code started} or {@code withdrawn}
 * @param kind the tag's colour
 * @param sign before the tag's words, so that colour is never alone
 * @param endedAt when it was completed or stopped, or null
 * @param stop why, when and by whom it was stopped, or null
 * @param restored whether it is held as nobody knows any more who was mailed
 * @param bar the parts of the bar of progress, from left to right
 */
record AlertView(
    String articleId,
    String title,
    String section,
    String language,
    Instant publishedAt,
    String state,
    String kind,
    String sign,
    Instant startedAt,
    Instant endedAt,
    Stop stop,
    Counts counts,
    List<Part> bar,
    boolean underWay,
    boolean stoppable,
    boolean held,
    boolean restored) {

  /**
   * A part of the bar, in hundredths of its width.
   *
   * @param of sent, failed, uncertain or skipped
   */
  record Part(String of, String from, String width) {}

  /** Those whose mail has an outcome. */
  public long done() {
    return counts.matched() - counts.waiting();
  }

  static AlertView of(AlertDesk.Seen seen) {
    return switch (seen.alert()) {
      case Alert.Waiting w -> of(seen, "waiting", "due", "◔", null, null, null);
      case Alert.Held h -> of(seen, "held", "due", "‖", null, null, null);
      case Alert.Started s -> of(seen, "started", "due", "◔", s.startedAt(), null, null);
      case Alert.Stopping s -> of(seen, "stopping", "stop", "■", s.startedAt(), null, s.stop());
      case Alert.Stopped s ->
          of(
              seen,
              s.stop().isWithdrawal() ? "withdrawn" : "stopped",
              "stop",
              "■",
              s.startedAt(),
              s.stop().at(),
              s.stop());
      case Alert.Completed c ->
          of(seen, "completed", "ok", "✓", c.startedAt(), c.completedAt(), null);
    };
  }

  private static AlertView of(
      AlertDesk.Seen seen,
      String state,
      String kind,
      String sign,
      Instant startedAt,
      Instant endedAt,
      Stop stop) {
    Alert alert = seen.alert();
    AlertState plain = AlertState.of(alert);
    return new AlertView(
        alert.publication().articleId(),
        alert.headline().title(),
        alert.publication().section(),
        alert.publication().language(),
        alert.publication().publishedAt(),
        state,
        kind,
        sign,
        startedAt,
        endedAt,
        stop,
        seen.counts(),
        bar(seen.counts()),
        AlertState.UNDER_WAY.contains(plain),
        plain.isStoppable(),
        plain == AlertState.HELD,
        alert instanceof Alert.Held held && held.restored());
  }

  /** What the sections are called in the language of the page. */
  static Map<String, String> sectionNames(Office office) {
    String language = PageLanguage.code(LocaleContextHolder.getLocale());
    return office.sections().stream().collect(toMap(Office.Entry::id, s -> s.name().in(language)));
  }

  private static List<Part> bar(Counts counts) {
    List<Part> parts = new ArrayList<>();
    long from = 0;
    from = add(parts, "sent", from, counts.sent(), counts.matched());
    from = add(parts, "failed", from, counts.failed(), counts.matched());
    from = add(parts, "uncertain", from, counts.uncertain(), counts.matched());
    add(parts, "skipped", from, counts.skipped(), counts.matched());
    return parts;
  }

  private static long add(List<Part> parts, String of, long from, long size, long all) {
    if (size > 0) {
      parts.add(new Part(of, hundredths(from, all), hundredths(size, all)));
    }
    return from + size;
  }

  private static String hundredths(long part, long all) {
    return String.format(Locale.ROOT, "%.2f", 100.0 * part / all);
  }
}
