package io.imprimatur.notification.alert.persistence;

import static org.springframework.data.mongodb.core.query.Criteria.where;

import io.imprimatur.kit.Paging;
import io.imprimatur.notification.alert.AlertState;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.data.mongodb.core.query.Criteria;

/** The parts of a list of alerts, each of which an index gives in its order. */
final class AlertScans {

  private AlertScans() {}

  /** One for each section and state. */
  static List<Criteria> of(Collection<String> sections, Collection<AlertState> states) {
    if (sections == null) {
      return states == null
          ? List.of(where(AlertFields.SECTION).exists(true))
          : distinct(states).map(state -> where(AlertFields.STATE).is(state)).toList();
    }
    return sections.stream()
        .distinct()
        .flatMap(
            section ->
                states == null
                    ? Stream.of(where(AlertFields.SECTION).is(section))
                    : distinct(states)
                        .map(
                            state ->
                                where(AlertFields.SECTION)
                                    .is(section)
                                    .and(AlertFields.STATE)
                                    .is(state)))
        .toList();
  }

  private static Stream<String> distinct(Collection<AlertState> states) {
    return states.stream().distinct().map(AlertFields::name);
  }

  /** The bound by itself is what an index serves; the alternatives leave out the rest. */
  static void after(Criteria criteria, List<String> last) {
    try {
      Date at = Date.from(Instant.parse(last.get(0)));
      criteria
          .and(AlertFields.PUBLISHED_AT)
          .lte(at)
          .orOperator(
              where(AlertFields.PUBLISHED_AT).lt(at),
              where(AlertFields.PUBLISHED_AT).is(at).and("_id").lt(last.get(1)));
    } catch (DateTimeException e) {
      throw Paging.badCursor();
    }
  }
}
