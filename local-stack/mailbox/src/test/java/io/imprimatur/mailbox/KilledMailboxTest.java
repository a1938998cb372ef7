package io.imprimatur.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The mailbox as a process that ends in ways nobody asked for. */
class KilledMailboxTest {

  @TempDir private Path folder;

  @Test
  void everyAcknowledgedMailIsThereAfterAKill() throws Exception {
    int httpPort = freePort();
    int smtpPort = freePort();
    Process process = startProcess(httpPort, smtpPort);
    try {
      List<String> acknowledged = new CopyOnWriteArrayList<>();
      Thread sender = Thread.ofPlatform().start(() -> sendUntilRefused(smtpPort, acknowledged));
      await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() >= 20);
      process.destroyForcibly().waitFor();
      sender.join();

      process = startProcess(httpPort, smtpPort);

      for (String address : acknowledged) {
        assertThat(found(httpPort, address)).as(address).isOne();
      }
      try (var files = Files.list(folder.resolve("data/mails"))) {
        assertThat(files).allMatch(file -> file.toString().endsWith(".mail"));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void theProcessSaysInASentenceWhyItDoesNotStart() throws Exception {
    try (var other = new ServerSocket(0)) {
      Process process = process(other.getLocalPort(), freePort());
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isOne();
      assertThat(Files.readString(log()))
          .isEqualToIgnoringNewLines(
              "Port %d is taken: end the program that uses it, or give another one by --http-port."
                  .formatted(other.getLocalPort()));
    }
  }

  private static void sendUntilRefused(int port, List<String> acknowledged) {
    for (int n = 0; ; n++) {
      String address = "reader-" + n + "@example.com";
      try {
        TestMail.to(address).sendTo(port);
      } catch (Exception killed) {
        return;
      }
      acknowledged.add(address);
    }
  }

  private static int found(int port, String address) throws Exception {
    URI uri =
        URI.create("http://127.0.0.1:" + port + "/api/v1/search?query=to:%22" + address + "%22");
    try (HttpClient client = HttpClient.newHttpClient()) {
      String body =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      return JsonMapper.shared().readTree(body).path("messages_count").asInt();
    }
  }

  private Process startProcess(int httpPort, int smtpPort) throws Exception {
    Process process = process(httpPort, smtpPort);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.readString(log()).contains("ready on localhost:" + httpPort));
    return process;
  }

  private Process process(int httpPort, int smtpPort) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Mailbox.class.getName(),
            "--http-port",
            Integer.toString(httpPort),
            "--smtp-port",
            Integer.toString(smtpPort),
            "--data",
            folder.resolve("data").toString())
        .redirectErrorStream(true)
        .redirectOutput(log().toFile())
        .start();
  }

  private Path log() {
    return folder.resolve("mailbox.log");
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
