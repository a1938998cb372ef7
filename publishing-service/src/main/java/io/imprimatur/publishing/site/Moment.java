package io.imprimatur.publishing.site;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A time as readers see it, in the office's zone.
 *
 * @param iso for programs, RFC 3339 with the zone's offset
 * @param full day and minute
 * @param day the day alone
 */
public record Moment(String iso, String full, String day) {

  private static final DateTimeFormatter EN_FULL = formatter("d MMMM yyyy, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter EN_DAY = formatter("d MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter ZH_FULL = formatter("yyyy年M月d日 HH:mm", Locale.CHINESE);
  private static final DateTimeFormatter ZH_DAY = formatter("yyyy年M月d日", Locale.CHINESE);

  private static final DateTimeFormatter EN_MONTH = formatter("MMMM yyyy", Locale.ENGLISH);
  private static final DateTimeFormatter ZH_MONTH = formatter("yyyy年M月", Locale.CHINESE);

  /** A month's name. */
  static String month(YearMonth month, String language) {
    return (language.equals("zh") ? ZH_MONTH : EN_MONTH).format(month);
  }

  static Moment of(Instant at, ZoneId zone, String language) {
    ZonedDateTime local = at.atZone(zone).truncatedTo(ChronoUnit.SECONDS);
    boolean zh = language.equals("zh");
    return new Moment(
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local),
        (zh ? ZH_FULL : EN_FULL).format(local),
        (zh ? ZH_DAY : EN_DAY).format(local));
  }

  private static DateTimeFormatter formatter(String pattern, Locale locale) {
    return DateTimeFormatter.ofPattern(pattern, locale);
  }
}
