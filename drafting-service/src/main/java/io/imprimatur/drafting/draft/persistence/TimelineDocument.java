package io.imprimatur.drafting.draft.persistence;

import io.imprimatur.drafting.draft.TimelineEntry;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.springframework.data.mongodb.core.query.Update;

/** Lines of an article's timeline as they stand in its document. */
final class TimelineDocument {

  static final String TIMELINE = "timeline";

  private TimelineDocument() {}

  static void push(Update update, List<TimelineEntry> entries) {
    if (!entries.isEmpty()) {
      update.push(TIMELINE).each(entries.stream().map(TimelineDocument::of).toArray());
    }
  }

  private static Document of(TimelineEntry entry) {
    Document line =
        new Document("at", Date.from(entry.at()))
            .append("service", entry.service())
            .append("type", entry.type());
    entry.by().ifPresent(by -> line.append("by", DraftDocument.ofPerson(by)));
    return line.append("detail", document(entry.detail()));
  }

  static TimelineEntry toEntry(Document line) {
    return new TimelineEntry(
        DraftDocument.instant(line, "at"),
        line.getString("service"),
        line.getString("type"),
        Optional.ofNullable(line.get("by", Document.class)).map(DraftDocument::toPerson),
        line.get("detail", Document.class));
  }

  private static Document document(Map<?, ?> detail) {
    Document fields = new Document();
    new TreeMap<>(detail).forEach((name, value) -> fields.append(name.toString(), plain(value)));
    return fields;
  }

  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map) {
      return document(map);
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list.stream().map(TimelineDocument::plain).toList());
    }
    return value;
  }
}
