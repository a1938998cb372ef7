package io.imprimatur.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import io.imprimatur.kit.observability.LogKeys;
import io.imprimatur.testkit.JavaProcess;
import io.imprimatur.testkit.Processes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a service starts from when it says nothing itself. */
class KitDefaultsTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Configuration
  @ImportAutoConfiguration(StoreAutoConfiguration.class)
  static class Service {

    public static void main(String[] arguments) {
      try (ConfigurableApplicationContext service = KitDefaultsTest.start(arguments);
          LogKeys keys =
              LogKeys.with(LogKeys.ARTICLE, "a-1")
                  .and(LogKeys.EVENT, "e-1")
                  .and(LogKeys.TRACE, TRACE)) {
        LoggerFactory.getLogger(KitDefaultsTest.class).info("took it in");
      }
    }
  }

  private static ConfigurableApplicationContext start(String... arguments) {
    return new SpringApplicationBuilder(Service.class).web(WebApplicationType.NONE).run(arguments);
  }

  @Test
  void aServiceNamesItselfAndTheRestFollows() {
    try (ConfigurableApplicationContext service = start("--spring.application.name=drafting")) {
      Environment settings = service.getEnvironment();
      assertThat(settings.getProperty("spring.mongodb.uri"))
          .isEqualTo("mongodb://localhost:8409/drafting");
      assertThat(settings.getProperty("spring.kafka.bootstrap-servers"))
          .isEqualTo("localhost:8407");
      assertThat(settings.getProperty("imprimatur.oidc.issuer")).isEqualTo("http://localhost:8404");
    }
  }

  @Test
  void theEnvironmentsNamesAreTheContract() {
    try (ConfigurableApplicationContext service =
        start(
            "--MONGODB_URI=mongodb://store.example/x",
            "--KAFKA_BOOTSTRAP_SERVERS=broker.example:9092",
            "--OIDC_ISSUER=https://sign-in.example")) {
      Environment settings = service.getEnvironment();
      assertThat(settings.getProperty("spring.mongodb.uri")).isEqualTo("mongodb://store.example/x");
      assertThat(settings.getProperty("spring.kafka.bootstrap-servers"))
          .isEqualTo("broker.example:9092");
      assertThat(settings.getProperty("imprimatur.oidc.issuer"))
          .isEqualTo("https://sign-in.example");
    }
  }

  @Test
  void aServicesOwnSettingWins() {
    try (ConfigurableApplicationContext service =
        start("--spring.mongodb.uri=mongodb://own.example/x")) {
      assertThat(service.getEnvironment().getProperty("spring.mongodb.uri"))
          .isEqualTo("mongodb://own.example/x");
    }
  }

  @Test
  void waitsForTheStoreAreShort() {
    try (ConfigurableApplicationContext service =
        start("--imprimatur.store.select-timeout=1500ms")) {
      MongoClientSettings.Builder client = MongoClientSettings.builder();
      service.getBean(MongoClientSettingsBuilderCustomizer.class).customize(client);
      MongoClientSettings settings = client.build();
      assertThat(settings.getClusterSettings().getServerSelectionTimeout(TimeUnit.MILLISECONDS))
          .isEqualTo(1500);
      assertThat(settings.getSocketSettings().getConnectTimeout(TimeUnit.SECONDS)).isEqualTo(2);
      assertThat(settings.getSocketSettings().getReadTimeout(TimeUnit.SECONDS)).isEqualTo(10);
    }
  }

  /** In a process of its own: Boot sets logging up once in each. */
  @Test
  void logLinesAreJsonWithTheArticleTheEventAndTheTraceAsKeys() {
    String line;
    try (JavaProcess service =
        Processes.java(Service.class.getName())
            .argument(
                "--spring.application.name=drafting",
                "--logging.config=classpath:logback-structured.xml")
            .start()) {
      service.awaitEnd(Duration.ofSeconds(30));
      line =
          service
              .output()
              .lines()
              .filter(l -> l.contains("took it in"))
              .findFirst()
              .orElseThrow(() -> new AssertionError(service.output()));
    }
    JsonNode json = JsonMapper.shared().readTree(line);
    assertThat(json.path("articleId").stringValue("")).isEqualTo("a-1");
    assertThat(json.path("eventId").stringValue("")).isEqualTo("e-1");
    assertThat(json.path("traceId").stringValue("")).isEqualTo(TRACE);
    assertThat(json.at("/service/name").stringValue("")).isEqualTo("drafting");
  }
}
