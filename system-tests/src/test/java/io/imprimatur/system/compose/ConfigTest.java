package io.imprimatur.system.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.system.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be said of the file before anything runs. */
@Tag("compose")
@Order(1)
class ConfigTest {

  @TempDir Path folder;

  @Test
  void theFileIsGoodBeforeSecretsAreMade() {
    Command.Told told = config(Map.of("IMPRIMATUR_SECRETS", folder.resolve("none").toString()));
    assertThat(told.exit()).as(told.toString()).isZero();
    assertThat(told.errors()).isEmpty();
    assertThat(told.output()).contains("http://imprimatur.localhost:8480/realms/imprimatur");
  }

  @Test
  void everyImageIsPinned() {
    List<String> images = config(Map.of(), "--images").orThrow().lines().distinct().toList();
    assertThat(images)
        .contains(
            "apache/kafka:4.3.1",
            "mongo:8.0",
            "quay.io/keycloak/keycloak:26.7.0",
            "imprimatur/review-service:0.1.0")
        .allMatch(image -> image.matches("[a-z./-]+:v?[0-9][0-9.]*"));
  }

  @Test
  void allPortsAreThisMachinesAndMove() {
    Map<String, String> moved =
        Map.of(
            "IMPRIMATUR_PORT", "9001",
            "KEYCLOAK_PORT", "9002",
            "MAILPIT_PORT", "9003",
            "PROMETHEUS_PORT", "9004",
            "GRAFANA_PORT", "9005",
            "ZIPKIN_PORT", "9006");
    List<String> lines = config(moved).orThrow().lines().map(String::strip).toList();
    assertThat(lines.stream().filter(line -> line.startsWith("published:")))
        .containsExactlyInAnyOrder(
            "published: \"9001\"",
            "published: \"9002\"",
            "published: \"9003\"",
            "published: \"9004\"",
            "published: \"9005\"",
            "published: \"9006\"");
    assertThat(lines.stream().filter(line -> line.startsWith("host_ip:")))
        .hasSize(6)
        .containsOnly("host_ip: 127.0.0.1");
    assertThat(lines).contains("OIDC_ISSUER: http://imprimatur.localhost:9001/realms/imprimatur");
  }

  @Test
  void anOfficesOwnMailServerIsNamed() {
    Map<String, String> own =
        Map.of(
            "SMTP_HOST", "mail.example.org",
            "SMTP_PORT", "587",
            "SMTP_START_TLS", "true",
            "SMTP_USERNAME", "imprimatur",
            "SMTP_NAME", "news.example.org");
    List<String> lines = config(own).orThrow().lines().map(String::strip).toList();
    assertThat(lines)
        .containsOnlyOnce(
            "SMTP_HOST: mail.example.org",
            "SMTP_PORT: \"587\"",
            "IMPRIMATUR_SMTP_STARTTLS: \"true\"",
            "IMPRIMATUR_SMTP_USERNAME: imprimatur",
            "IMPRIMATUR_SMTP_NAME: news.example.org",
            "target: /run/settings/imprimatur.smtp.password");
  }

  @Test
  void oneServiceIsToldThatItsDatabaseWasPutBack() {
    String moment = "2026-11-27T02:00:00Z";
    List<String> lines =
        config(Map.of("PUBLISHING_BACKUP_TAKEN_AT", moment)).orThrow().lines().toList();
    assertThat(lines.stream().filter(line -> line.contains("BACKUPTAKENAT"))).hasSize(4);
    assertThat(lines.stream().filter(line -> line.contains(moment))).hasSize(1);
  }

  @Test
  void aSecretIsMadeOnceAndStaysWhatItIs() throws IOException {
    Path secrets = folder.resolve("secrets");
    Command command = new Command(Project.root(), Map.of());
    List<String> make = List.of("deploy/make-secrets", secrets.toString());
    String first = command.run(Duration.ofMinutes(1), make).orThrow();
    assertThat(first).contains("seal.jwks.json", "mongo-review.password", "kafka-broker.password");
    Map<String, String> before = contents(secrets);
    Path keys = secrets.resolve("seal.jwks.json");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
    assertThat(command.run(Duration.ofMinutes(1), make).orThrow()).isEmpty();
    assertThat(contents(secrets)).isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(keys))
        .as("containers run as other users")
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(before.get("mongo-review.uri"))
        .contains(before.get("mongo-review.password").strip());
    assertThat(Files.getPosixFilePermissions(secrets))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  /** As somebody sees it who has no file of settings. */
  private Command.Told config(Map<String, String> environment, String... words) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "docker",
                "compose",
                "--env-file",
                "/dev/null",
                "--profile",
                "observability",
                "config"));
    line.addAll(List.of(words));
    return new Command(Project.root(), environment).run(Duration.ofMinutes(1), line);
  }
}
