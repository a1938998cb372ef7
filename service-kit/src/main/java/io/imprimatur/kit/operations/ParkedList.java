package io.imprimatur.kit.operations;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.operations.Neighbours.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One page of the parked events of several services, the newest first, merged from a page of each.
 *
 * @param next where the next page begins: the last event shown of each service; null at the end
 * @param missing services that did not answer, so that their events are not in it
 */
record ParkedList(List<ParkedLine> lines, String next, List<String> missing) {

  static final int LENGTH = 25;

  private static final String BETWEEN = "~";

  /**
   * What is looked for.
   *
   * @param services names; all where empty
   * @param kinds {@code early, dead, refused, conflict}; all where empty
   * @param status {@code open}, {@code closed} or {@code all}
   * @param article only this one's; all where empty
   */
  record Wanted(List<String> services, List<String> kinds, String status, String article) {

    List<String> asked() {
      return services.isEmpty() ? Neighbours.NAMES : services;
    }

    String query(String status, String after) {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("kind", String.join(",", kinds));
      parameters.put("status", status);
      parameters.put("article", article);
      parameters.put("after", after == null ? "" : Paging.cursor(after));
      parameters.put("limit", Integer.toString(LENGTH + 1));
      return parameters.entrySet().stream()
          .filter(p -> !p.getValue().isEmpty())
          .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), StandardCharsets.UTF_8))
          .collect(Collectors.joining("&"));
    }
  }

  /** What comes first: later parking, then as the services themselves sort. */
  private static final Comparator<ParkedLine> NEWEST =
      Comparator.comparing(ParkedLine::parkedAt)
          .thenComparing(ParkedLine::id)
          .reversed()
          .thenComparing(ParkedLine::service);

  /**
   * @param after as the page before gave it; empty for the first
   */
  static ParkedList read(Neighbours neighbours, String token, Wanted wanted, String after) {
    Map<String, String> positions = positions(after);
    Map<String, Answer<ParkedLine[]>> answers =
        neighbours.ask(
            wanted.asked(), name -> ask(neighbours, token, wanted, name, positions.get(name)));
    List<ParkedLine> all = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    answers.forEach(
        (name, answer) -> {
          if (answer.ok()) {
            for (ParkedLine line : answer.body()) {
              all.add(line.of(name));
            }
          } else {
            missing.add(name);
          }
        });
    all.sort(NEWEST);
    List<ParkedLine> shown = all.subList(0, Math.min(LENGTH, all.size()));
    shown.forEach(line -> positions.put(line.service(), line.id()));
    return new ParkedList(
        List.copyOf(shown), all.size() > LENGTH ? join(positions) : null, List.copyOf(missing));
  }

  private static Answer<ParkedLine[]> ask(
      Neighbours neighbours, String token, Wanted wanted, String name, String after) {
    String status = wanted.status().equals("open") ? "open" : "";
    if (!wanted.status().equals("closed")) {
      return neighbours.get(
          name, "/api/parked-events?" + wanted.query(status, after), token, ParkedLine[].class);
    }
    return closed(neighbours, token, wanted, name, after);
  }

  /** The API knows two ways of being closed; the page shows them as one. */
  private static Answer<ParkedLine[]> closed(
      Neighbours neighbours, String token, Wanted wanted, String name, String after) {
    List<ParkedLine> both = new ArrayList<>();
    for (String status : List.of("replayed", "set-aside")) {
      Answer<ParkedLine[]> some =
          neighbours.get(
              name, "/api/parked-events?" + wanted.query(status, after), token, ParkedLine[].class);
      if (!some.ok()) {
        return some;
      }
      for (ParkedLine line : some.body()) {
        both.add(line.of(name));
      }
    }
    both.sort(NEWEST);
    return new Answer<>(name, 200, both.toArray(ParkedLine[]::new), null);
  }

  private static Map<String, String> positions(String after) {
    Map<String, String> positions = new LinkedHashMap<>();
    if (!after.isEmpty()) {
      for (String part : after.split(BETWEEN)) {
        String[] pair = part.split("\\.", 2);
        if (pair.length != 2 || !Neighbours.NAMES.contains(pair[0]) || !pair[1].matches("\\w+")) {
          throw badPosition();
        }
        positions.put(pair[0], pair[1]);
      }
    }
    return positions;
  }

  private static Invalid badPosition() {
    return Paging.badCursor();
  }

  private static String join(Map<String, String> positions) {
    return positions.entrySet().stream()
        .map(p -> p.getKey() + "." + p.getValue())
        .collect(Collectors.joining(BETWEEN));
  }
}
