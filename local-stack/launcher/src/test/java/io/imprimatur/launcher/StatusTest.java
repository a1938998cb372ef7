package io.imprimatur.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service, played by a small server in this process, as status sees it. */
class StatusTest {

  @TempDir Path root;
  private HttpServer service;
  private volatile int readiness = 200;
  private volatile String metric = "{\"measurements\":[{\"statistic\":\"VALUE\",\"value\":4.25}]}";
  private Home home;

  @BeforeEach
  void serve() throws IOException {
    service = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    service.createContext(
        "/actuator/health/readiness",
        exchange -> {
          exchange.sendResponseHeaders(readiness, -1);
          exchange.close();
        });
    service.createContext(
        "/actuator/metrics/imprimatur.outbox.oldest.age",
        exchange -> {
          byte[] bytes = metric.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(metric.isEmpty() ? 404 : 200, Math.max(1, bytes.length));
          exchange.getResponseBody().write(metric.isEmpty() ? new byte[] {'x'} : bytes);
          exchange.close();
        });
    service.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    service.start();
    home = new Home(root);
    home.prepare();
    Files.createDirectories(home.portsFile().getParent());
    Files.writeString(
        home.portsFile(),
        """
        publishing=1
        drafting=%d
        review=2
        notification=3
        sign-in=4
        mailbox=5
        smtp=6
        broker=7
        broker-controller=8
        store=9
        """
            .formatted(service.getAddress().getPort()));
    Run.of(ProcessHandle.current(), "v").write(home.runFile("drafting"));
  }

  @AfterEach
  void end() {
    service.stop(0);
  }

  @Test
  void tellsProgramsEverything() {
    assertThat(drafting())
        .containsEntry("url", "http://localhost:" + service.getAddress().getPort())
        .containsEntry("pid", ProcessHandle.current().pid())
        .containsEntry("up", true)
        .containsEntry("state", "ready")
        .containsEntry("oldestUnsentSeconds", 4.25);
    assertThat(service("mailbox"))
        .containsEntry("pid", null)
        .containsEntry("up", false)
        .containsEntry("state", "stopped")
        .containsEntry("port", 5L)
        .containsEntry("smtpPort", 6L);
    assertThat(service("broker")).containsEntry("url", "localhost:7");
  }

  @Test
  void oneThatWaitsForItsStoreIsUpButNotReady() {
    readiness = 503;
    assertThat(drafting()).containsEntry("up", true).containsEntry("state", "not ready");
  }

  @Test
  void oneThatTakesLongToTellButLivesIsUp() throws Exception {
    var asked = new CountDownLatch(1);
    service.removeContext("/actuator/health/readiness");
    service.createContext("/actuator/health/readiness", exchange -> await(asked));
    service.createContext(
        "/actuator/health/liveness",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    assertThat(drafting()).containsEntry("up", true).containsEntry("state", "not ready");
    asked.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFigureThatIsNotTellableIsNull() {
    metric = "";
    assertThat(drafting()).containsEntry("oldestUnsentSeconds", null);
  }

  @Test
  void oneThatDoesNotAnswerIsNotUp() {
    service.stop(0);
    assertThat(drafting()).containsEntry("up", false).containsEntry("state", "no answer");
  }

  @Test
  void peopleReadALineForEach() {
    String text = text(Externals.NONE, false);
    assertThat(text.lines()).hasSize(1 + Stack.NAMES.size());
    assertThat(text).containsPattern("drafting +yes ready +" + ProcessHandle.current().pid());
    assertThat(text).containsPattern("drafting .* 4\\.3 s|drafting .* 4\\.2 s");
    assertThat(text).containsPattern("review +no  stopped +– +2 +–");
  }

  @Test
  void anExternalPartIsUpWhereItTakesAConnection() {
    int port = service.getAddress().getPort();
    var externals =
        new Externals(Map.of("store", "127.0.0.1:1,127.0.0.1:" + port, "broker", "127.0.0.1:1"));
    List<?> services = (List<?>) Json.object(text(externals, true)).get("services");
    assertThat(services)
        .anySatisfy(
            each ->
                assertThat(((Map<?, ?>) each).toString())
                    .contains("name=store")
                    .contains("up=true")
                    .contains("state=external"))
        .anySatisfy(
            each ->
                assertThat(((Map<?, ?>) each).toString())
                    .contains("name=broker")
                    .contains("up=false"));
  }

  private Map<String, Object> drafting() {
    return service("drafting");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> service(String name) {
    List<?> services = (List<?>) Json.object(text(Externals.NONE, true)).get("services");
    return services.stream()
        .map(each -> (Map<String, Object>) each)
        .filter(each -> each.get("name").equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String text(Externals externals, boolean json) {
    var written = new ByteArrayOutputStream();
    var out = new PrintStream(written, true, StandardCharsets.UTF_8);
    var stack = new Stack(home, Ports.read(home.portsFile(), 0), Map.of(), externals);
    var status = new Status(home, stack);
    if (json) {
      status.printJson(out);
    } else {
      status.print(out);
    }
    return written.toString(StandardCharsets.UTF_8);
  }
}
