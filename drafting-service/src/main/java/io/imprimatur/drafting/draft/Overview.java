package io.imprimatur.drafting.draft;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.people.Person;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A writer's desk at a glance: the articles by state, what is asked of the writer on top. */
public final class Overview {

  /** The order of the desk: what came back first, then what waits for somebody else. */
  private static final List<String> ORDER =
      List.of(
          "changes-requested",
          "publication-refused",
          "rejected",
          "writing",
          "taking-back",
          "under-review",
          "approved",
          "published",
          "withdrawn");

  private final Desk desk;
  private final Drafts drafts;

  public Overview(Desk desk, Drafts drafts) {
    this.desk = desk;
    this.drafts = drafts;
  }

  /** All states in the order of the desk. */
  public static List<String> states() {
    return ORDER;
  }

  /**
   * The first articles of each state that has any.
   *
   * @param most how many of each
   */
  public Map<String, Page<Row>> of(Person reader, Filter filter, int most) {
    Map<String, Page<Row>> groups = new LinkedHashMap<>();
    for (String state : ORDER) {
      Page<Row> rows = desk.list(reader, filter.in(state), new Paging(most, null));
      if (!rows.items().isEmpty()) {
        groups.put(state, rows);
      }
    }
    return groups;
  }

  /** Why each of these articles came back, where one did. */
  public Map<String, TimelineEntry> answers(Collection<Row> rows) {
    return drafts.answers(
        rows.stream()
            .filter(row -> isAsked(row.state()))
            .map(Row::id)
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether a state asks something of the article's writers. */
  public static boolean isAsked(String state) {
    return ORDER.indexOf(state) < ORDER.indexOf("writing");
  }
}
