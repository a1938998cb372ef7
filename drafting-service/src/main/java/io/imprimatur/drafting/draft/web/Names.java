package io.imprimatur.drafting.draft.web;

import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.pages.PageLanguage;
import io.imprimatur.kit.pages.PageTimes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What things are called in the page's language. Templates know it as {@code @names}. */
@Component("names")
class Names {

  private static final Map<String, String> TONES =
      Map.of(
          "changes-requested", "due",
          "publication-refused", "stop",
          "rejected", "stop",
          "published", "ok",
          "approved", "ok",
          "withdrawn", "stop");

  private static final Map<String, String> SIGNS =
      Map.of(
          "changes-requested", "↺",
          "publication-refused", "!",
          "rejected", "✕",
          "writing", "✎",
          "under-review", "→",
          "taking-back", "←",
          "approved", "✓",
          "published", "✓",
          "withdrawn", "⊘");

  private final Office office;
  private final MessageSource words;
  private final PageTimes times;
  private final Clock clock;

  Names(Office office, MessageSource words, PageTimes times, Clock clock) {
    this.office = office;
    this.words = words;
    this.times = times;
    this.clock = clock;
  }

  /** All sections, in the office's order. */
  public List<Office.Entry> sections() {
    return office.sections();
  }

  public List<Office.Entry> topics() {
    return office.topics();
  }

  /** A section's or topic's name. */
  public String of(Office.Entry entry) {
    return entry.name().in(language());
  }

  public String section(String id) {
    return office.section(id).map(this::of).orElse(id);
  }

  public String topic(String id) {
    return office.topic(id).map(this::of).orElse(id);
  }

  public String state(String state) {
    return word("state." + state);
  }

  /** What a language is called; in itself, so that its readers know it. */
  public String language(String code) {
    return code.equals("zh") ? "中文" : "English";
  }

  public String tone(String state) {
    return TONES.getOrDefault(state, "");
  }

  public String sign(String state) {
    return SIGNS.getOrDefault(state, "");
  }

  /** {@code 14:49:03} today, else with the day. */
  public String moment(Instant at) {
    return LocalDate.ofInstant(at, office.zone()).equals(today())
        ? times.clock(at)
        : times.near(at);
  }

  /** Today in the office. */
  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), office.zone());
  }

  String word(String key, Object... arguments) {
    return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
  }

  /** {@code zh} or {@code en}. */
  String language() {
    return PageLanguage.code(LocaleContextHolder.getLocale());
  }
}
