package io.imprimatur.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Dashboards as Grafana would take them in. */
class DashboardsTest {

  private static final int COLUMNS = 24;

  static Stream<Path> dashboards() {
    return Deploy.dashboards().stream();
  }

  private static Set<String> sources() {
    Set<String> uids = new TreeSet<>();
    for (Path file : Deploy.files(Deploy.GRAFANA.resolve("provisioning/datasources"), ".yaml")) {
      Deploy.yaml(file)
          .get("datasources")
          .forEach(source -> uids.add(source.get("uid").asString()));
    }
    return uids;
  }

  @Test
  void eachIsKnownByItsOwnName() {
    List<String> uids = dashboards().map(file -> Deploy.json(file).get("uid").asString()).toList();
    assertThat(uids).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    assertThat(uids).allMatch(uid -> uid.matches("[a-z-]{1,40}"));
  }

  @Test
  void theProviderLeadsToTheFolderThatIsMounted() {
    JsonNode providers =
        Deploy.yaml(Deploy.GRAFANA.resolve("provisioning/dashboards/imprimatur.yaml"))
            .get("providers");
    assertThat(providers).hasSize(1);
    assertThat(providers.get(0).at("/options/path").asString())
        .isEqualTo("/var/lib/grafana/dashboards");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelAsksASourceThatIsProvided(Path file) {
    Set<String> sources = sources();
    Set<String> asked = new TreeSet<>();
    for (JsonNode source : Deploy.json(file).findValues("datasource")) {
      asked.add(source.get("uid").asString());
    }
    assertThat(asked).isNotEmpty();
    assertThat(sources).containsAll(asked);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItShowsAndShowsSomething(Path file) {
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : Deploy.json(file).get("panels")) {
      String title = panel.path("title").asString("");
      assertThat(title).isNotBlank();
      assertThat(ids.add(panel.get("id").asInt())).as("id of " + title).isTrue();
      if (!panel.get("type").asString().equals("row")) {
        assertThat(panel.get("targets")).as(title).isNotEmpty();
        panel
            .get("targets")
            .forEach(t -> assertThat(Selector.of(t.get("expr").asString())).as(title).isNotEmpty());
      }
    }
  }

  /** Each panel by the cells that it lies on. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void noPanelLiesOnAnotherOrOutsideTheGrid(Path file) {
    Set<String> taken = new HashSet<>();
    List<String> overlaps = new ArrayList<>();
    for (JsonNode panel : Deploy.json(file).get("panels")) {
      JsonNode at = panel.get("gridPos");
      int right = at.get("x").asInt() + at.get("w").asInt();
      assertThat(right).as(panel.get("title").asString()).isBetween(1, COLUMNS);
      assertThat(at.get("h").asInt()).isPositive();
      for (int x = at.get("x").asInt(); x < right; x++) {
        for (int y = at.get("y").asInt(); y < at.get("y").asInt() + at.get("h").asInt(); y++) {
          if (!taken.add(x + "/" + y)) {
            overlaps.add(panel.get("title").asString() + " at " + x + "/" + y);
          }
        }
      }
    }
    assertThat(overlaps).isEmpty();
  }
}
