package io.imprimatur.benchmarks;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Outgoing;
import io.imprimatur.kit.aggregate.Write;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.data.mongodb.core.query.Update;

/** B3's own side: the outbox as every service has it, without the service around it. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class OurOutbox {

  private static final String SYSTEM = "benchmark";
  private static final String SERVICE = "outbox";

  /** Takes the broker and the store's address; commands are those of {@link OutboxLoad}. */
  public static void main(String[] arguments) throws Exception {
    var application = new SpringApplication(OurOutbox.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    Aggregates articles =
        application
            .run(
                "--spring.kafka.bootstrap-servers=" + arguments[0],
                "--spring.mongodb.uri=" + arguments[1] + "/outbox",
                "--logging.structured.format.console=",
                "--logging.level.root=warn",
                ClassPath.without("org.springframework.modulith", ".jdbc."),
                "--imprimatur.events.system=" + SYSTEM,
                "--imprimatur.events.service=" + SERVICE)
            .getBean(Aggregates.class);
    var load =
        new OutboxLoad(
            arguments[0],
            SYSTEM + "." + SERVICE,
            (article, number) -> articles.change(article, before -> happened(number)));
    Commands.serve(load::run);
  }

  private static Write<Void> happened(int number) {
    String body = "{\"number\":%d,\"text\":\"%s\"}".formatted(number, OutboxLoad.FILLING);
    return Write.of(
        null,
        new Update().set("state", number),
        List.of(
            new Outgoing(
                UUID.randomUUID(),
                "benchmark.happened.v1",
                Instant.now(),
                body.getBytes(StandardCharsets.UTF_8))));
  }
}
