package io.imprimatur.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** B5: how often an article's page is read in a second over 64 connections. */
final class B5Pages {

  private static final int CONNECTIONS = 64;
  private static final double AIM = 0.5;

  private static final String RATE = "requests/s";
  private static final String MOST = "p99, ms";
  private static final String CPU = "CPU of the server, µs a request";

  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s*([\\d.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s*([\\d.]+)(us|ms|s)\\b");

  private final Settings settings;

  B5Pages(Settings settings) {
    this.settings = settings;
  }

  Report run() {
    var report =
        new Report("b5", "an article's page, 64 connections, no compression", Nginx.version());
    try (Stack stack = Stack.fresh(settings, Map.of());
        Nginx nginx = Nginx.fresh(settings)) {
      String path;
      try (var desk = new Desk(stack, Desk.people(stack))) {
        path = desk.publish("of the pages");
      }
      byte[] page;
      try (var http = new Http(stack.port("publishing"))) {
        page = http.get(path).body();
      }
      Files.write(nginx.files().resolve("page.html"), page);
      report.fact("bytes of the page", page.length);
      report.fact("seconds of a repetition", settings.seconds());
      report.fact("store", "the embedded document store, not asked while pages are read");
      String ours = "http://127.0.0.1:" + stack.port("publishing") + path;
      String theirs = "http://127.0.0.1:" + nginx.port() + "/page.html";
      List<Long> service = List.of(stack.pid("publishing"), stack.pid("store"));
      Benchmarks.say("Warming up for %d s.", settings.warmUp());
      wrk(ours, settings.warmUp());
      for (int i = 1; i <= settings.repetitions(); i++) {
        Read nginxRead = read(theirs, List.of(nginx.pid()));
        report.theirs(RATE, nginxRead.perSecond());
        report.theirs(MOST, nginxRead.p99());
        report.theirs(CPU, nginxRead.cpu());
        Read read = read(ours, service);
        report.ours(RATE, read.perSecond());
        report.ours(MOST, read.p99());
        report.ours(CPU, read.cpu());
        Benchmarks.say("Repetition %d is done.", i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    report.aimOfRatio(RATE, "≥ 0.5 × the reference", ratio -> ratio >= AIM);
    return report;
  }

  private record Read(double perSecond, double p99, double cpu) {}

  private Read read(String address, List<Long> pids) {
    double before = Cpu.seconds(pids);
    String said = wrk(address, settings.seconds());
    double used = Cpu.seconds(pids) - before;
    if (said.contains("Non-2xx") || said.contains("Socket errors")) {
      throw new IllegalStateException("not all was well: " + said);
    }
    Matcher most = found(P99, said);
    double unit = Map.of("us", 0.001, "ms", 1.0, "s", 1000.0).get(most.group(2));
    return new Read(
        Double.parseDouble(found(PER_SECOND, said).group(1)),
        Double.parseDouble(most.group(1)) * unit,
        used * 1e6 / Long.parseLong(found(REQUESTS, said).group(1)));
  }

  private static Matcher found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalStateException("wrk says nothing about " + pattern + ": " + text);
    }
    return matcher;
  }

  private static String wrk(String address, int seconds) {
    return Tool.run(
        List.of(
            Tool.find("wrk"),
            "-t",
            "2",
            "-c",
            String.valueOf(CONNECTIONS),
            "-d",
            seconds + "s",
            "--timeout",
            "30s",
            "--latency",
            address));
  }
}
