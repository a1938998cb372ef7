package io.imprimatur.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoublePredicate;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of one benchmark: of each the values of all repetitions, ours and the reference's.
 */
final class Report {

  private final String name;
  private final String title;
  private final String reference;
  private final Map<String, Object> machine = Machine.describe();
  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final Map<String, Row> rows = new LinkedHashMap<>();

  /**
   * @param name {@code b1} to {@code b6}
   * @param reference what stands beside ours, with its version
   */
  Report(String name, String title, String reference) {
    this.name = name;
    this.title = title;
    this.reference = reference;
  }

  private static final class Row {
    final List<Double> ours = new ArrayList<>();
    final List<Double> theirs = new ArrayList<>();
    String aim = "";
    DoublePredicate reached;
    boolean aimIsRatio;
  }

  /** What is the same for all repetitions, such as sizes. */
  void fact(String what, Object value) {
    facts.put(what, value);
  }

  void ours(String figure, double value) {
    row(figure).ours.add(value);
  }

  void theirs(String figure, double value) {
    row(figure).theirs.add(value);
  }

  /** What the median of ours should be. */
  void aim(String figure, String text, DoublePredicate reached) {
    row(figure).aim = text;
    row(figure).reached = reached;
  }

  /** What the median of ours, divided by the reference's, should be. */
  void aimOfRatio(String figure, String text, DoublePredicate reached) {
    aim(figure, text, reached);
    row(figure).aimIsRatio = true;
  }

  private Row row(String figure) {
    return rows.computeIfAbsent(figure, f -> new Row());
  }

  /** Prints the table and writes it, and the JSON, into the folder. */
  void write(Path folder) throws IOException {
    String table = table();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".md"), table);
    Files.writeString(
        folder.resolve(name + ".json"),
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(json()));
    System.out.print(table);
  }

  private String table() {
    var text = new StringBuilder();
    text.append("%s %s%n%n".formatted(name.toUpperCase(Locale.ROOT), title));
    text.append("| | Imprimatur | %s | ratio | aim | |%n".formatted(reference));
    text.append("|---|---|---|---|---|---|%n".formatted());
    rows.forEach(
        (figure, row) ->
            text.append(
                "| %s | %s | %s | %s | %s | %s |%n"
                    .formatted(
                        figure,
                        shown(row.ours),
                        shown(row.theirs),
                        Double.isNaN(ratio(row)) ? "" : number(ratio(row)),
                        row.aim,
                        verdict(row))));
    text.append(
        "%nMedian (lowest–highest) of %d repetitions. %s. %s%n"
            .formatted(
                rows.values().stream().mapToInt(row -> row.ours.size()).max().orElse(0),
                words(machine),
                facts.isEmpty() ? "" : words(facts) + "."));
    return text.toString();
  }

  private Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("benchmark", name);
    json.put("title", title);
    json.put("reference", reference);
    json.put("at", Instant.now().toString());
    json.put("machine", machine);
    json.put("facts", facts);
    var figures = new LinkedHashMap<String, Object>();
    rows.forEach(
        (figure, row) -> {
          var values = new LinkedHashMap<String, Object>();
          values.put("imprimatur", row.ours);
          values.put("reference", row.theirs);
          values.put("ratio", Double.isNaN(ratio(row)) ? null : ratio(row));
          values.put("aim", row.aim);
          values.put("reached", row.reached == null ? null : reached(row));
          figures.put(figure, values);
        });
    json.put("figures", figures);
    return json;
  }

  private static boolean reached(Row row) {
    return row.reached.test(row.aimIsRatio ? ratio(row) : median(row.ours));
  }

  private static String verdict(Row row) {
    return row.reached == null ? "" : reached(row) ? "reached" : "missed";
  }

  private static double ratio(Row row) {
    return row.ours.isEmpty() || row.theirs.isEmpty()
        ? Double.NaN
        : median(row.ours) / median(row.theirs);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static String shown(List<Double> values) {
    if (values.isEmpty()) {
      return "";
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return values.size() == 1
        ? number(sorted[0])
        : "%s (%s–%s)"
            .formatted(
                number(median(values)), number(sorted[0]), number(sorted[sorted.length - 1]));
  }

  /** Three digits that count, never in powers of ten. */
  private static String number(double value) {
    double size = Math.abs(value);
    String form = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, form, value);
  }

  private static String words(Map<String, Object> facts) {
    return facts.entrySet().stream()
        .map(
            fact ->
                fact.getKey()
                    + " "
                    + (fact.getValue() instanceof double[] many
                        ? Arrays.toString(many)
                        : fact.getValue()))
        .collect(Collectors.joining(", "));
  }
}
