package io.imprimatur.benchmarks;

import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.Externalized;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The reference of B3: Spring Modulith's event publication registry on PostgreSQL and its
 * externalisation to Kafka. A transaction reads a row, changes it on the condition that nobody else
 * did, and publishes an event; the registry keeps the event in the same transaction, and its
 * publication is deleted when the broker has it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ModulithOutbox {

  static final String TOPIC = "benchmark.modulith";

  /** Tells that an article was written. */
  @Externalized(TOPIC + "::#{article()}")
  public record Happened(String article, int number, String text) {}

  @Bean
  TransactionTemplate transactions(PlatformTransactionManager manager) {
    return new TransactionTemplate(manager);
  }

  /** Takes the broker and the JDBC address; commands are those of {@link OutboxLoad}. */
  public static void main(String[] arguments) throws Exception {
    var application = new SpringApplication(ModulithOutbox.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    var context =
        application.run(
            "--spring.kafka.bootstrap-servers=" + arguments[0],
            "--spring.kafka.producer.acks=all",
            "--spring.kafka.producer.properties.linger.ms=0",
            "--spring.kafka.producer.value-serializer=" + ByteArraySerializer.class.getName(),
            "--spring.datasource.url=" + arguments[1],
            "--spring.datasource.hikari.maximum-pool-size=32",
            "--spring.modulith.events.jdbc.schema-initialization.enabled=true",
            "--spring.modulith.events.completion-mode=delete",
            "--logging.structured.format.console=",
            "--logging.level.root=warn",
            ClassPath.without("io.imprimatur", ".mongodb.", ".security."));
    JdbcTemplate rows = context.getBean(JdbcTemplate.class);
    rows.execute("create table article (id text primary key, state int, guard int)");
    for (int i = 0; i < OutboxLoad.ARTICLES; i++) {
      rows.update("insert into article values (?, 0, 0)", "article-" + i);
    }
    var transactions = context.getBean(TransactionTemplate.class);
    var load =
        new OutboxLoad(
            arguments[0],
            TOPIC,
            (article, number) ->
                transactions.executeWithoutResult(
                    transaction -> write(rows, context, article, number)));
    Commands.serve(load::run);
  }

  private static void write(
      JdbcTemplate rows, ApplicationEventPublisher events, String article, int number) {
    int guard =
        rows.queryForObject("select guard from article where id = ?", Integer.class, article);
    int changed =
        rows.update(
            "update article set state = ?, guard = guard + 1 where id = ? and guard = ?",
            number,
            article,
            guard);
    if (changed != 1) {
      throw new IllegalStateException("somebody else wrote " + article);
    }
    events.publishEvent(new Happened(article, number, OutboxLoad.FILLING));
  }
}
