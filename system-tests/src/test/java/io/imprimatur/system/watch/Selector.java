package io.imprimatur.system.watch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure as an expression of PromQL asks for it.
 *
 * @param metric its name
 * @param conditions on its labels
 */
record Selector(String metric, List<Condition> conditions) {

  private static final Set<String> WORDS =
      Set.of("and", "or", "unless", "bool", "inf", "nan", "Inf", "NaN");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|on|without|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern TIME = Pattern.compile("\\[[^\\]]*]|\\boffset\\s+\\w+");
  private static final Pattern PART =
      Pattern.compile("\"[^\"]*\"|([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\(|\\{[^}]*})?");
  private static final Pattern CONDITION =
      Pattern.compile("(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
  private static final Pattern LITERAL = Pattern.compile("[a-zA-Z0-9_-]+");

  /** As in {@code kind=~"dead|refused"}. */
  record Condition(String label, String operator, String value) {

    /** The values that it names; none where it names a pattern or one of Grafana's variables. */
    List<String> values() {
      List<String> values =
          operator.endsWith("~") ? Arrays.asList(value.split("\\|")) : List.of(value);
      return values.stream().allMatch(v -> LITERAL.matcher(v).matches()) ? values : List.of();
    }
  }

  /** All figures that an expression asks for, in their order. */
  static List<Selector> of(String expression) {
    String bare = TIME.matcher(GROUPING.matcher(expression).replaceAll(" ")).replaceAll(" ");
    List<Selector> selectors = new ArrayList<>();
    Matcher part = PART.matcher(bare);
    while (part.find()) {
      String name = part.group(1);
      String behind = part.group(2);
      if (name != null && !"(".equals(behind) && !WORDS.contains(name)) {
        selectors.add(new Selector(name, conditions(behind == null ? "" : behind)));
      }
    }
    return selectors;
  }

  /** The labels by which an expression groups and joins. */
  static List<String> groupings(String expression) {
    return GROUPING
        .matcher(expression)
        .results()
        .flatMap(labels -> Arrays.stream(labels.group(1).split(",")))
        .map(String::strip)
        .filter(label -> !label.isEmpty())
        .toList();
  }

  private static List<Condition> conditions(String braces) {
    return CONDITION
        .matcher(braces)
        .results()
        .map((MatchResult c) -> new Condition(c.group(1), c.group(2), c.group(3)))
        .toList();
  }
}
