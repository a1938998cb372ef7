package io.imprimatur.kit.restore;

import static java.util.stream.Collectors.toSet;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.messaging.EventSettings;
import io.imprimatur.kit.messaging.EventsAutoConfiguration;
import io.imprimatur.kit.parked.ParkedEvents;
import io.imprimatur.kit.web.Problems;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.util.StringUtils;

/**
 * Lets a service take over what it told, where {@code imprimatur.restore.backup-taken-at} says that
 * its database was put back. Then it must declare its {@link OwnEvents}.
 */
@AutoConfiguration(after = EventsAutoConfiguration.class)
@ConditionalOnProperty("imprimatur.events.service")
@EnableConfigurationProperties(RestoreSettings.class)
class RestoreAutoConfiguration {

  /** Behind what counts and traces, before whatever answers. */
  private static final int FILTER = Ordered.HIGHEST_PRECEDENCE + 12;

  @Bean
  RestoreProgress restoreProgress(RestoreSettings settings) {
    return new RestoreProgress(settings.isWanted());
  }

  @Bean
  Restores restores(MongoOperations mongo) {
    return new Restores(mongo);
  }

  @Bean
  MeterBinder restoreFigures(RestoreProgress progress) {
    return metrics ->
        Gauge.builder("imprimatur.restore.remaining", progress::remaining)
            .baseUnit("records")
            .description("records of its own topic that a service that was put back has to read")
            .register(metrics);
  }

  /** Only in a start whose database was put back: where that setting has a value. */
  @Configuration(proxyBeanMethods = false)
  @Conditional(Wanted.class)
  static class PutBack {

    @Bean
    Patience restorePatience(RestoreProgress progress) {
      return new Patience(progress);
    }

    @Bean
    Restore restore(
        RestoreSettings settings,
        EventSettings events,
        OwnEvents<?> own,
        Aggregates aggregates,
        ParkedEvents parked,
        MongoOperations mongo,
        KafkaProperties kafka,
        KafkaConnectionDetails connection,
        RestoreProgress progress,
        Patience patience,
        Clock clock,
        ApplicationContext context) {
      return new Restore(
          settings,
          new Restore.Parts(
              new RestoreRecords(mongo, clock, UUID.randomUUID().toString(), settings.lease()),
              new GroupOffsets(
                  connected(kafka.buildAdminProperties(), connection.getAdmin()),
                  events.group(),
                  events.listensTo().stream().map(events::topic).collect(toSet()),
                  settings.answer()),
              service ->
                  new TopicReader(
                      connected(kafka.buildConsumerProperties(), connection.getConsumer()),
                      events.topic(service),
                      settings.answer(),
                      patience),
              new TakeOver<>(own, aggregates, parked, events.service()),
              own,
              events),
          progress,
          patience,
          clock,
          context);
    }

    private static Map<String, Object> connected(
        Map<String, Object> properties, KafkaConnectionDetails.Configuration connection) {
      Map<String, Object> config = new HashMap<>(properties);
      config.put(
          CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
          String.join(",", connection.getBootstrapServers()));
      return config;
    }

    @Bean
    RestoreHealth restoreHealthIndicator(RestoreProgress progress) {
      return new RestoreHealth(progress);
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FilterRegistrationBean<RestoreFilter> restoreFilter(
        RestoreProgress progress,
        Problems problems,
        RestoreSettings settings,
        @Value("${imprimatur.pages.base:}") String base) {
      var bean =
          new FilterRegistrationBean<>(
              new RestoreFilter(progress, problems, base, settings.served()));
      bean.setOrder(FILTER);
      return bean;
    }
  }

  /** An empty value is none: a container's settings name it in every start. */
  static final class Wanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      return StringUtils.hasText(
          context.getEnvironment().getProperty("imprimatur.restore.backup-taken-at"));
    }
  }
}
