package io.imprimatur.kit.messaging;

import static io.imprimatur.kit.web.Http.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.kit.web.Http;
import io.imprimatur.testkit.ServerProcess;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestIssuer;
import io.imprimatur.testkit.TestStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;

/** Ready means that the store answers and the listeners are started; all else only degrades. */
class ReadyTest {

  private static final String READY = "/actuator/health/readiness";

  @Test
  void whatIsAwayDegradesUnlessItIsTheStoreOrTheListeners() {
    try (TestIssuer issuer = TestIssuer.start();
        ServerProcess store = TestStore.process();
        ServerProcess broker = TestBroker.process();
        ConfigurableApplicationContext service =
            new SpringApplicationBuilder(SayingsApplication.class)
                .run(
                    "--server.port=0",
                    "--logging.structured.format.console=",
                    "--imprimatur.store.select-timeout=500ms",
                    "--spring.kafka.bootstrap-servers=" + broker.address(),
                    "--spring.mongodb.uri=" + store.address() + "/left",
                    "--imprimatur.oidc.issuer=" + issuer.uri(),
                    "--imprimatur.events.system=test",
                    "--imprimatur.events.service=left",
                    "--imprimatur.events.listens-to=right")) {
      Http http = new Http(((WebServerApplicationContext) service).getWebServer().getPort(), null);
      ready(http, 200, "UP");

      issuer.switchOff();
      assertThat(ready(http, 200, "DEGRADED").path("signIn").path("details").toString())
          .contains("Sign-in does not answer", "can't be read until it comes");
      issuer.switchOn();
      ready(http, 200, "UP");

      MessageListenerContainer listeners = service.getBean(MessageListenerContainer.class);
      listeners.stop();
      assertThat(ready(http, 503, "OUT_OF_SERVICE").path("listeners").path("status").stringValue())
          .isEqualTo("OUT_OF_SERVICE");
      listeners.start();
      ready(http, 200, "UP");

      broker.kill();
      assertThat(ready(http, 200, "DEGRADED").path("broker").path("details").toString())
          .contains("events wait");

      store.kill();
      assertThat(ready(http, 503, "DOWN").path("mongo").path("status").stringValue())
          .isEqualTo("DOWN");
      assertThat(http.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }
  }

  /** Waits for a state, and gives the parts that make it up. */
  private static JsonNode ready(Http http, int status, String word) {
    HttpResponse<String> answer =
        await()
            .atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(200))
            .until(
                () -> http.get(READY),
                a ->
                    a.statusCode() == status
                        && json(a).path("status").stringValue("").equals(word));
    return json(answer).path("components");
  }
}
