package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.TimelineEntry;
import io.imprimatur.kit.people.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/** Says each event of the timeline in the page's language, the newest first. */
@Component
class TimelineWords {

  private record Look(String sign, String tone) {}

  private static final Look NEUTRAL = new Look("→", "");

  private static final Map<String, Look> LOOKS =
      Map.ofEntries(
          Map.entry("created", new Look("✎", "")),
          Map.entry("imported", new Look("✎", "")),
          Map.entry("restored", new Look("↶", "")),
          Map.entry("take-back-requested", new Look("←", "")),
          Map.entry("step-approved", new Look("✓", "ok")),
          Map.entry("changes-requested", new Look("↺", "due")),
          Map.entry("rejected", new Look("✕", "stop")),
          Map.entry("review-closed", new Look("←", "")),
          Map.entry("take-back-refused", new Look("!", "due")),
          Map.entry("approved", new Look("✓", "ok")),
          Map.entry("published", new Look("✓", "ok")),
          Map.entry("updated", new Look("✓", "ok")),
          Map.entry("withdrawn", new Look("⊘", "stop")),
          Map.entry("publication-refused", new Look("!", "stop")),
          Map.entry("alert-started", new Look("✉", "")),
          Map.entry("alert-completed", new Look("✓", "ok")),
          Map.entry("alert-stopped", new Look("!", "stop")));

  private static final int SHOWN_OF_DIGEST = 4;

  private final Names names;

  TimelineWords(Names names) {
    this.names = names;
  }

  List<TimelineLine> of(List<TimelineEntry> entries, Person reader) {
    List<TimelineLine> lines = new ArrayList<>();
    entries.forEach(entry -> lines.addFirst(line(entry, reader)));
    return lines;
  }

  TimelineLine line(TimelineEntry entry, Person reader) {
    Look look = LOOKS.getOrDefault(entry.type(), NEUTRAL);
    return new TimelineLine(
        look.sign(),
        look.tone(),
        title(entry),
        names.word("timeline.service." + entry.service()),
        detail(entry, reader),
        Objects.toString(entry.detail().get("reason"), ""),
        Objects.toString(entry.detail().get("path"), null),
        entry.at());
  }

  private String title(TimelineEntry entry) {
    Map<String, Object> detail = entry.detail();
    Object[] values =
        switch (entry.type()) {
          case "imported" -> new Object[] {detail.get("file")};
          case "restored" -> new Object[] {entry.revision()};
          case "step-approved" -> new Object[] {named(detail.get("step"))};
          case "alert-started", "alert-completed", "alert-stopped" ->
              new Object[] {number(detail, "matched")};
          default -> new Object[0];
        };
    try {
      return names.word("timeline." + entry.type(), values);
    } catch (NoSuchMessageException e) {
      return entry.type();
    }
  }

  private String detail(TimelineEntry entry, Person reader) {
    Map<String, Object> detail = entry.detail();
    List<String> parts = new ArrayList<>();
    if (entry.type().equals("submitted")) {
      parts.add(names.word("timeline.revision", entry.revision()));
    }
    if (!entry.type().equals("step-approved") && detail.get("step") != null) {
      parts.add(named(detail.get("step")));
    }
    entry.by().ifPresent(by -> parts.add(by(by, reader)));
    switch (entry.type()) {
      case "review-opened" -> parts.add(steps(detail.get("steps")));
      case "take-back-refused" -> parts.add(cause(Objects.toString(detail.get("cause"), "")));
      case "approved" -> parts.add(names.word("timeline.approved.text", shortDigest(detail)));
      case "published", "updated" -> parts.add(names.word("timeline.published.verified"));
      case "alert-completed", "alert-stopped" -> parts.add(counts(detail));
      default -> {}
    }
    return parts.stream().filter(p -> !p.isEmpty()).collect(Collectors.joining(" · "));
  }

  private String by(io.imprimatur.events.Person by, Person reader) {
    return by.id().equals(reader.id())
        ? names.word("timeline.by-you")
        : names.word("timeline.by", by.name());
  }

  private String counts(Map<String, Object> detail) {
    List<String> parts = new ArrayList<>();
    parts.add(names.word("timeline.alert.sent", number(detail, "sent")));
    if (number(detail, "failed") > 0) {
      parts.add(names.word("timeline.alert.failed", number(detail, "failed")));
    }
    if (number(detail, "uncertain") > 0) {
      parts.add(names.word("timeline.alert.uncertain", number(detail, "uncertain")));
    }
    return String.join(names.word("timeline.and"), parts);
  }

  private String cause(String cause) {
    try {
      return names.word("timeline.take-back-refused." + cause);
    } catch (NoSuchMessageException e) {
      return cause;
    }
  }

  private String steps(Object steps) {
    return steps instanceof List<?> list
        ? list.stream().map(this::named).collect(Collectors.joining(" → "))
        : "";
  }

  /** A step's name, kept in both languages. */
  private String named(Object name) {
    return name instanceof Map<?, ?> both ? Objects.toString(both.get(names.language()), "") : "";
  }

  private static long number(Map<String, Object> detail, String name) {
    return detail.get(name) instanceof Number number ? number.longValue() : 0;
  }

  private static String shortDigest(Map<String, Object> detail) {
    String hex = Objects.toString(detail.get("digest"), "").replaceFirst("^sha256:", "");
    return hex.length() < 2 * SHOWN_OF_DIGEST
        ? hex
        : hex.substring(0, SHOWN_OF_DIGEST) + "…" + hex.substring(hex.length() - SHOWN_OF_DIGEST);
  }
}
