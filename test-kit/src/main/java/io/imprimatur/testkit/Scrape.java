package io.imprimatur.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A service's figures at a moment, as Prometheus reads them (text format 0.0.4). */
public final class Scrape {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)(?: \\d+)?");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Map<String, String> kinds = new TreeMap<>();
  private final List<Sample> samples = new ArrayList<>();

  private Scrape(String text) {
    text.lines()
        .forEach(
            line -> {
              if (line.startsWith("# TYPE ")) {
                String[] words = line.split(" ");
                kinds.put(words[2], words[3]);
              } else if (!line.startsWith("#") && !line.isBlank()) {
                samples.add(sample(line));
              }
            });
  }

  /** Asks the service at this port of 127.0.0.1, as nobody. */
  public static Scrape of(int port) {
    return of(new Http(port));
  }

  /** Asks a service, as nobody. */
  public static Scrape of(Http http) {
    Http.Answer answer = http.get(null, "/actuator/prometheus");
    if (answer.status() != 200) {
      throw new IllegalStateException("no figures: " + answer.status() + " " + answer.body());
    }
    return new Scrape(answer.body());
  }

  /**
   * One line.
   *
   * @param labels without {@code service}, which every figure has
   */
  public record Sample(String name, Map<String, String> labels, double value) {}

  private static Sample sample(String line) {
    Matcher parts = SAMPLE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalStateException("no sample: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    if (parts.group(2) != null) {
      Matcher each = LABEL.matcher(parts.group(2));
      while (each.find()) {
        labels.put(each.group(1), each.group(2));
      }
    }
    if (!labels.containsKey("service")) {
      throw new IllegalStateException("a figure that does not say whose it is: " + line);
    }
    labels.remove("service");
    return new Sample(parts.group(1), labels, Double.parseDouble(parts.group(3)));
  }

  /** The kinds of the figures by their names: {@code counter, gauge, histogram, summary}. */
  public Map<String, String> kinds() {
    return Map.copyOf(kinds);
  }

  public List<Sample> samples() {
    return List.copyOf(samples);
  }

  /**
   * The sum of all samples of a name that have these labels; 0 where there are none, NaN where one
   * of them is unknown.
   *
   * @param labels names and values in turn
   */
  public double sum(String name, String... labels) {
    return samples.stream()
        .filter(s -> s.name().equals(name))
        .filter(s -> has(s, labels))
        .mapToDouble(Sample::value)
        .sum();
  }

  /** All values that a label has in samples of a name. */
  public Set<String> values(String name, String label) {
    return samples.stream()
        .filter(s -> s.name().equals(name) && s.labels().containsKey(label))
        .map(s -> s.labels().get(label))
        .collect(Collectors.toSet());
  }

  /** By how much that sum is more than it was in an earlier scrape. */
  public double since(Scrape before, String name, String... labels) {
    return sum(name, labels) - before.sum(name, labels);
  }

  private static boolean has(Sample sample, String... labels) {
    for (int i = 0; i < labels.length; i += 2) {
      if (!labels[i + 1].equals(sample.labels().get(labels[i]))) {
        return false;
      }
    }
    return true;
  }
}
