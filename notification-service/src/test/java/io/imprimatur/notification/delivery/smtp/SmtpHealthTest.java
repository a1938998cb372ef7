package io.imprimatur.notification.delivery.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.observability.Degraded;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class SmtpHealthTest {

  private static final Duration SOON = Duration.ofSeconds(2);

  @Test
  void aServerThatLetsUsInIsUp() {
    try (PostOffice office = new PostOffice();
        SmtpMailServer server = SmtpMailServerTest.server(office.port())) {
      SmtpHealth health = new SmtpHealth(server);

      await().atMost(SOON).until(() -> health.health().getStatus().equals(Status.UP));
      assertThat(health.health().getDetails()).containsEntry("at", "localhost:" + office.port());
    }
  }

  @Test
  void anAbsentServerOnlyDegrades() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (SmtpMailServer nobody = SmtpMailServerTest.server(free)) {
      SmtpHealth health = new SmtpHealth(nobody);

      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(reason(health.health())).contains("can't be reached"));
    }
  }

  /** It accepts connections, as the operating system does for it, and says nothing. */
  @Test
  void aServerThatNeverGreetsKeepsNobodyWaiting() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SmtpMailServer server = SmtpMailServerTest.server(silent.getLocalPort())) {
      SmtpHealth health = new SmtpHealth(server);

      for (int i = 0; i < 3; i++) {
        long before = System.nanoTime();
        Health answer = health.health();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
        assertThat(answer.getStatus()).isEqualTo(Degraded.STATUS);
        assertThat(reason(answer)).contains("localhost:" + silent.getLocalPort());
      }
    }
  }

  private static String reason(Health health) {
    return String.valueOf(health.getDetails().get("reason"));
  }
}
