package io.imprimatur.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What every alert has: words for whoever it wakes, a place in the operations guide, and a test of
 * its own. Whether those tests hold, promtool says: {@code deploy/prometheus/check}.
 */
class AlertRulesTest {

  private static final String GUIDE = "docs/operations.md";
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");
  private static final String QUIET = "-";
  private static final String FIRING = "!";
  private static final Pattern WHOLE = Pattern.compile(".*-.*!.*-.*");
  private static final Pattern ANCHOR = Pattern.compile("<a (?:id|name)=\"([^\"]+)\"");

  static Stream<String> names() {
    return Deploy.alerts().stream().map(AlertRulesTest::name);
  }

  private static String name(JsonNode rule) {
    return rule.get("alert").asString();
  }

  private static JsonNode rule(String name) {
    return Deploy.alerts().stream().filter(r -> name(r).equals(name)).findFirst().orElseThrow();
  }

  @Test
  void eachHasAName() {
    assertThat(names().toList()).hasSizeGreaterThan(10).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("names")
  void saysHowGraveItIsWhatIsSoAndWhereToReadOn(String name) {
    JsonNode rule = rule(name);
    assertThat(rule.at("/labels/severity").asString()).isIn("critical", "warning", "info");
    assertThat(rule.at("/annotations/summary").asString("")).isNotBlank();
    assertThat(rule.at("/annotations/description").asString("")).isNotBlank();
    assertThat(rule.at("/annotations/runbook").asString("")).isEqualTo(GUIDE + "#" + dashed(name));
  }

  /** As in {@code unsent-event} for {@code UnsentEvent}. */
  private static String dashed(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  @Test
  void theGuideHasAPlaceForEach() {
    assertThat(anchors()).containsAll(names().map(AlertRulesTest::dashed).toList());
  }

  /** Where a link can lead: headings as GitHub names them, and anchors. */
  private static Set<String> anchors() {
    String guide = Deploy.read(Deploy.ROOT.resolve(GUIDE));
    return Stream.concat(
            HEADING
                .matcher(guide)
                .results()
                .map(h -> h.group(1).toLowerCase(Locale.ROOT))
                .map(h -> h.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-')),
            ANCHOR.matcher(guide).results().map(a -> a.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** It is looked for before it fires, while it does, and when all is well again. */
  @Test
  void eachIsTestedBeforeItFiresWhileItDoesAndAfterwards() {
    Map<String, List<String>> seen = new TreeMap<>();
    for (Path file : Deploy.files(Deploy.PROMETHEUS.resolve("tests"), ".yaml")) {
      for (JsonNode test : Deploy.yaml(file).get("tests")) {
        Map<String, String> looks = new TreeMap<>();
        for (JsonNode look : test.path("alert_rule_test")) {
          looks.merge(
              look.get("alertname").asString(),
              look.get("exp_alerts").isEmpty() ? QUIET : FIRING,
              String::concat);
        }
        looks.forEach((name, l) -> seen.computeIfAbsent(name, n -> new ArrayList<>()).add(l));
      }
    }
    assertThat(seen.keySet()).isEqualTo(names().collect(Collectors.toCollection(TreeSet::new)));
    assertThat(seen)
        .allSatisfy(
            (name, tests) ->
                assertThat(tests).as(name).anyMatch(looks -> WHOLE.matcher(looks).matches()));
  }

  @Test
  void everyRuleOfTheTestsIsARuleThatIsLoaded() {
    JsonNode configuration = Deploy.yaml(Deploy.PROMETHEUS.resolve("prometheus.yml"));
    assertThat(configuration.get("rule_files").get(0).asString()).isEqualTo("rules/*.yaml");
    for (Path file : Deploy.files(Deploy.PROMETHEUS.resolve("tests"), ".yaml")) {
      Deploy.yaml(file)
          .get("rule_files")
          .forEach(
              rules ->
                  assertThat(file.resolveSibling(rules.asString()).normalize())
                      .exists()
                      .hasParent(Deploy.PROMETHEUS.resolve("rules")));
    }
  }
}
