package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.TimelineEntry;
import io.imprimatur.events.Person;
import java.time.Instant;
import java.util.Map;

/**
 * One line of the timeline.
 *
 * @param by null where a service did it by itself
 */
record TimelineView(
    Instant at, String service, String type, Person by, Map<String, Object> detail) {

  static TimelineView of(TimelineEntry entry) {
    return new TimelineView(
        entry.at(), entry.service(), entry.type(), entry.by().orElse(null), entry.detail());
  }
}
