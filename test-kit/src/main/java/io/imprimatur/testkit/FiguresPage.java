package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of {@code docs/figures.md}, held against what a service shows. Its columns are: the
 * figure's name, its name at Prometheus, kind, unit, tags, services, meaning, and when to worry.
 */
public final class FiguresPage {

  private static final String OURS = "imprimatur_";
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /** Suffixes under which Prometheus gets the parts of a timer, with the kind that they have. */
  private static final Map<String, String> OF_A_TIMER = Map.of("_max", "gauge");

  private FiguresPage() {}

  /**
   * A line of the table.
   *
   * @param tags the values of each tag; none where any value may come
   */
  record Row(
      String name,
      String prometheus,
      String kind,
      Map<String, Set<String>> tags,
      Set<String> services) {}

  /**
   * Checks that the page lists what the service shows under our own name, and nothing else of this
   * service: names, kinds, tags, and the values of tags where the page lists them.
   *
   * @param service {@code drafting}, {@code review}, {@code publishing} or {@code notification}
   */
  public static void check(String service, Scrape scrape) {
    Map<String, Row> rows =
        rows().stream()
            .filter(row -> row.services().contains(service) || row.services().contains("all"))
            .collect(Collectors.toMap(Row::prometheus, row -> row, (a, b) -> a, TreeMap::new));
    Map<String, String> shown = new TreeMap<>(scrape.kinds());
    shown.keySet().removeIf(name -> !name.startsWith(OURS));
    rows.values().stream()
        .filter(row -> row.kind().equals("timer"))
        .forEach(
            row ->
                OF_A_TIMER.forEach(
                    (suffix, kind) -> shown.remove(row.prometheus() + suffix, kind)));
    assertThat(new TreeSet<>(rows.keySet()))
        .as("docs/figures.md against what %s shows", service)
        .isEqualTo(new TreeSet<>(shown.keySet()));
    rows.values()
        .forEach(
            row -> {
              assertThat(kind(shown.get(row.prometheus())))
                  .as("kind of " + row.name())
                  .isEqualTo(row.kind());
              assertThat(row.prometheus())
                  .as("the same figure under both names")
                  .startsWith(row.name().replace('.', '_'));
            });
    scrape.samples().stream()
        .filter(sample -> sample.name().startsWith(OURS))
        .forEach(sample -> check(row(rows, sample), sample));
  }

  private static String kind(String atPrometheus) {
    return atPrometheus.equals("histogram") || atPrometheus.equals("summary")
        ? "timer"
        : atPrometheus;
  }

  private static Row row(Map<String, Row> rows, Scrape.Sample sample) {
    return rows.values().stream()
        .filter(
            row ->
                sample.name().equals(row.prometheus())
                    || row.kind().equals("timer") && sample.name().startsWith(row.prometheus()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not in docs/figures.md: " + sample.name()));
  }

  private static void check(Row row, Scrape.Sample sample) {
    Map<String, String> labels = new TreeMap<>(sample.labels());
    labels.remove("le");
    assertThat(labels.keySet()).as("tags of " + row.name()).isEqualTo(row.tags().keySet());
    row.tags()
        .forEach(
            (tag, values) -> {
              if (!values.isEmpty()) {
                assertThat(values)
                    .as("values of %s of %s", tag, row.name())
                    .contains(labels.get(tag));
              }
            });
  }

  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (String line : page().lines().filter(l -> l.startsWith("| `imprimatur.")).toList()) {
      String[] cells = line.split("(?<!\\\\)\\|");
      rows.add(
          new Row(
              code(cells[1]).getFirst(),
              code(cells[2]).getFirst(),
              cells[3].strip(),
              tags(cells[5]),
              Set.copyOf(Arrays.asList(cells[6].strip().split(", ?")))));
    }
    assertThat(rows).as("figures in docs/figures.md").isNotEmpty();
    return rows;
  }

  /** As in {@code `kind`: early, dead; `source`}: each tag with its values, or without any. */
  private static Map<String, Set<String>> tags(String cell) {
    Map<String, Set<String>> tags = new TreeMap<>();
    for (String tag : cell.strip().split(";")) {
      List<String> name = code(tag);
      if (!name.isEmpty()) {
        String values = tag.contains(":") ? tag.substring(tag.indexOf(':') + 1) : "";
        tags.put(
            name.getFirst(),
            Arrays.stream(values.split(","))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    }
    return tags;
  }

  private static List<String> code(String cell) {
    return CODE.matcher(cell).results().map((MatchResult m) -> m.group(1)).toList();
  }

  private static String page() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path page = folder.resolve("docs/figures.md");
      if (Files.exists(page)) {
        try {
          return Files.readString(page);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    throw new IllegalStateException(
        "docs/figures.md is nowhere above " + Path.of("").toAbsolutePath());
  }
}
