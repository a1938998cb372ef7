package io.imprimatur.kit.operations;

import io.imprimatur.kit.messaging.EventSettings;
import io.imprimatur.kit.messaging.EventsAutoConfiguration;
import io.imprimatur.kit.observability.Asking;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.pages.PagesAutoConfiguration;
import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.parked.ParkedEvents;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Gives every service the API about itself, and those with pages the page about all of them. */
@AutoConfiguration(
    after = {
      EventsAutoConfiguration.class,
      PagesAutoConfiguration.class,
      HealthEndpointAutoConfiguration.class
    })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class OperationsAutoConfiguration {

  @Bean
  @ConditionalOnBean(EventSettings.class)
  Lag operationsLag(
      KafkaProperties kafka, KafkaConnectionDetails connection, EventSettings settings) {
    Map<String, Object> config = new HashMap<>(kafka.buildAdminProperties());
    config.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        String.join(",", connection.getAdmin().getBootstrapServers()));
    return new Lag(config, settings);
  }

  /** How far it is behind, for each service that it hears; NaN while the broker is away. */
  @Bean
  @ConditionalOnBean(EventSettings.class)
  MeterBinder operationsLagFigures(EventSettings settings, Lag lag) {
    Asking broker = new Asking();
    ToDoubleFunction<String> behind = broker.together(lag::bySource);
    return metrics ->
        settings
            .listensTo()
            .forEach(
                source ->
                    Gauge.builder("imprimatur.listener.lag", () -> behind.applyAsDouble(source))
                        .tag("source", source)
                        .baseUnit("records")
                        .description("records that no instance has taken in yet")
                        .register(metrics));
  }

  @Bean
  @ConditionalOnBean({EventSettings.class, HealthEndpoint.class})
  OperationsController operationsController(
      EventSettings settings,
      HealthEndpoint health,
      Outboxes outboxes,
      ParkedEvents parked,
      Lag lag,
      Clock clock) {
    return new OperationsController(settings.service(), health, outboxes, parked, lag, clock);
  }

  @Bean
  @ConditionalOnProperty("imprimatur.pages.base")
  Neighbours neighbours(
      PagesSettings settings,
      JsonMapper json,
      Environment environment,
      @Value("${spring.application.name}") String service,
      @Value("${imprimatur.operations.patience:3s}") Duration patience) {
    return new Neighbours(() -> addresses(settings, environment, service), patience, json);
  }

  @Bean
  @ConditionalOnProperty("imprimatur.pages.base")
  OperationsPages operationsPages(Neighbours neighbours, PagesSettings settings) {
    return new OperationsPages(neighbours, settings.base());
  }

  @Bean
  @ConditionalOnProperty("imprimatur.pages.base")
  ParkedEventPages parkedEventPages(
      Neighbours neighbours, MessageSource words, JsonMapper json, PagesSettings settings) {
    return new ParkedEventPages(neighbours, words, json, settings.base());
  }

  /** This service asks itself where it listens, which others may know under another address. */
  private static Map<String, URI> addresses(
      PagesSettings settings, Environment environment, String service) {
    Map<String, URI> addresses = new HashMap<>(settings.services());
    String port = environment.getProperty("local.server.port");
    if (port != null) {
      addresses.put(service, URI.create("http://localhost:" + port));
    }
    return addresses;
  }
}
