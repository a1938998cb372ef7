package io.imprimatur.system.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files in {@code deploy} by which Prometheus and Grafana watch the system. */
final class Deploy {

  static final Path ROOT = root();
  static final Path PROMETHEUS = ROOT.resolve("deploy/prometheus");
  static final Path GRAFANA = ROOT.resolve("deploy/grafana");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Deploy() {}

  /** Reads a YAML file strictly: a key that comes twice is an error. */
  static JsonNode yaml(Path file) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    return JSON.valueToTree(new Yaml(new SafeConstructor(strict)).load(read(file)));
  }

  static JsonNode json(Path file) {
    return JSON.readTree(read(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files in a folder with names that end so, in the order of their names. */
  static List<Path> files(Path folder, String ending) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<JsonNode> alerts() {
    List<JsonNode> alerts = new ArrayList<>();
    for (Path file : files(PROMETHEUS.resolve("rules"), ".yaml")) {
      for (JsonNode group : yaml(file).get("groups")) {
        group.get("rules").forEach(alerts::add);
      }
    }
    return alerts;
  }

  static List<Path> dashboards() {
    return files(GRAFANA.resolve("dashboards"), ".json");
  }

  /** Every expression of a rule or a dashboard, by where it stands. */
  static Map<String, String> expressions() {
    Map<String, String> expressions = new TreeMap<>();
    for (JsonNode rule : alerts()) {
      expressions.put("alert " + rule.get("alert").asString(), rule.get("expr").asString());
    }
    for (Path file : dashboards()) {
      JsonNode dashboard = json(file);
      String name = dashboard.get("title").asString();
      for (JsonNode panel : dashboard.get("panels")) {
        for (JsonNode target : panel.path("targets")) {
          expressions.put(
              name + " / " + panel.get("title").asString() + " / " + target.get("refId").asString(),
              target.get("expr").asString());
        }
      }
      for (JsonNode note : dashboard.at("/annotations/list")) {
        expressions.put(
            name + " / notes / " + note.get("name").asString(), note.get("expr").asString());
      }
      for (JsonNode variable : dashboard.at("/templating/list")) {
        // label_values(figure, label)
        expressions.put(
            name + " / variable / " + variable.get("name").asString(),
            variable.at("/query/query").asString().replaceAll(".*\\((.*),.*\\)", "$1"));
      }
    }
    return expressions;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("imprimatur"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
