package io.imprimatur.kit.pages;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Times as people read them: in the office's zone and the page's language. Templates know it as
 * {@code @times}. A null instant reads as nothing.
 */
public final class PageTimes {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY_EN =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter DAY_ZH =
      DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.CHINESE);

  private final ZoneId zone;
  private final Clock clock;
  private final MessageSource words;

  PageTimes(ZoneId zone, Clock clock, MessageSource words) {
    this.zone = zone;
    this.clock = clock;
    this.words = words;
  }

  /** For the attribute {@code datetime}: ISO 8601, UTC. */
  public String iso(Instant at) {
    return at == null ? "" : at.toString();
  }

  /** {@code 24 November 2026} or {@code 2026年11月24日}. */
  public String day(Instant at) {
    return at == null ? "" : (chinese() ? DAY_ZH : DAY_EN).format(local(at));
  }

  /** {@code 24 November 2026, 14:49} or {@code 2026年11月24日 14:49}. */
  public String full(Instant at) {
    return at == null ? "" : day(at) + (chinese() ? " " : ", ") + MINUTE.format(local(at));
  }

  /** {@code 14:49:03}. */
  public String clock(Instant at) {
    return at == null ? "" : CLOCK.format(local(at));
  }

  /** {@code today 14:49}, {@code yesterday 14:49}, else as {@link #full}. */
  public String near(Instant at) {
    if (at == null) {
      return "";
    }
    LocalDate day = local(at).toLocalDate();
    LocalDate today = local(clock.instant()).toLocalDate();
    String key =
        day.equals(today)
            ? "times.today"
            : day.equals(today.minusDays(1)) ? "times.yesterday" : null;
    return key == null
        ? full(at)
        : words.getMessage(
            key, new Object[] {MINUTE.format(local(at))}, LocaleContextHolder.getLocale());
  }

  /** How long ago, in the largest unit that fits: {@code 20 min}, {@code 3 h}, {@code 2 days}. */
  public String since(Instant at) {
    if (at == null) {
      return "";
    }
    long minutes = Math.max(0, java.time.Duration.between(at, clock.instant()).toMinutes());
    String key = minutes < 60 ? "times.minutes" : minutes < 48 * 60 ? "times.hours" : "times.days";
    long number = minutes < 60 ? minutes : minutes < 48 * 60 ? minutes / 60 : minutes / (24 * 60);
    return words.getMessage(key, new Object[] {number}, LocaleContextHolder.getLocale());
  }

  private ZonedDateTime local(Instant at) {
    return at.atZone(zone);
  }

  private static boolean chinese() {
    return PageLanguage.code(LocaleContextHolder.getLocale()).equals("zh");
  }
}
