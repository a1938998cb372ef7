package io.imprimatur.kit.messaging;

import static java.util.stream.Collectors.toMap;

import io.imprimatur.kit.aggregate.Aggregates;
import io.imprimatur.kit.aggregate.Answers;
import io.imprimatur.kit.aggregate.OutboxEntries;
import io.imprimatur.kit.inbox.DeadLetters;
import io.imprimatur.kit.inbox.EventConsumer;
import io.imprimatur.kit.inbox.Intake;
import io.imprimatur.kit.inbox.IntakeListener;
import io.imprimatur.kit.inbox.IntakeListener.Neighbour;
import io.imprimatur.kit.inbox.IntakeSweeper;
import io.imprimatur.kit.messaging.Preparations.Preparation;
import io.imprimatur.kit.observability.Asking;
import io.imprimatur.kit.observability.Traces;
import io.imprimatur.kit.outbox.Outboxes;
import io.imprimatur.kit.outbox.Relay;
import io.imprimatur.kit.parked.ParkedDesk;
import io.imprimatur.kit.parked.ParkedEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.MicrometerConsumerListener;
import org.springframework.kafka.core.MicrometerProducerListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a service its articles' documents, outboxes and, where it declares an {@link
 * EventConsumer}, its inbox. Active where {@code imprimatur.events.service} is set.
 */
@AutoConfiguration(after = {DataMongoAutoConfiguration.class, KafkaAutoConfiguration.class})
@ConditionalOnProperty("imprimatur.events.service")
@EnableConfigurationProperties(EventSettings.class)
public class EventsAutoConfiguration {

  private static final int REQUEST_MILLIS = 5_000;

  /** UTC, in whole milliseconds: what every store keeps. */
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.tickMillis(java.time.ZoneOffset.UTC);
  }

  @Bean
  EventProducer eventProducer(
      KafkaProperties kafka,
      KafkaConnectionDetails connection,
      EventSettings settings,
      MeterRegistry metrics) {
    Map<String, Object> config = new HashMap<>(kafka.buildProducerProperties());
    config.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getProducer().getBootstrapServers());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MILLIS);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
    config.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) settings.acknowledgement().toMillis());
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, settings.largestDeadLetter());
    var factory =
        new DefaultKafkaProducerFactory<>(
            config, new StringSerializer(), new ByteArraySerializer());
    factory.addListener(new MicrometerProducerListener<>(metrics));
    return new EventProducer(new KafkaTemplate<>(factory), factory);
  }

  @Bean
  Outboxes outboxes(MongoOperations mongo, EventSettings settings) {
    return new Outboxes(mongo, settings.collection());
  }

  @Bean
  Relay relay(
      Outboxes outboxes,
      EventProducer producer,
      EventSettings settings,
      Clock clock,
      MeterRegistry metrics,
      Traces traces) {
    return new Relay(
        outboxes,
        producer.kafka(),
        settings.topic(settings.service()),
        new Relay.Settings(
            settings.senders(),
            settings.acknowledgement(),
            settings.sweepEvery(),
            settings.takeOverAfter(),
            settings.lease()),
        clock,
        metrics,
        traces);
  }

  @Bean
  Aggregates aggregates(
      MongoOperations mongo,
      EventSettings settings,
      JsonMapper json,
      Clock clock,
      ObjectProvider<TraceparentSource> trace,
      Relay relay) {
    return new Aggregates(
        mongo,
        settings.collection(),
        new OutboxEntries(
            settings.source(settings.service()),
            clock,
            () -> trace.getIfAvailable(() -> () -> null).current()),
        new Answers(json),
        relay::signal);
  }

  @Bean
  ParkedEvents parkedEvents(MongoOperations mongo, Clock clock) {
    return new ParkedEvents(mongo, clock);
  }

  @Bean
  Preparations preparations(ObjectProvider<Preparation> all) {
    return new Preparations(all.orderedStream().toList());
  }

  @Bean
  Preparation eventIndexes(MongoOperations mongo, EventSettings settings) {
    return Preparations.of("indexes", () -> EventIndexes.make(mongo, settings.collection()));
  }

  @Bean
  Preparation eventTopics(
      KafkaProperties kafka, KafkaConnectionDetails connection, EventSettings settings) {
    Map<String, Object> config = new HashMap<>(kafka.buildAdminProperties());
    config.put(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getAdmin().getBootstrapServers());
    return Preparations.of("topics", new Topics(config, settings)::make);
  }

  @Bean
  EventFigures eventFigures(
      Outboxes outboxes,
      ParkedEvents parked,
      EventSettings settings,
      ObjectProvider<TypesTold> told,
      Clock clock,
      Asking asking) {
    return new EventFigures(
        outboxes,
        parked,
        settings.listensTo(),
        told.getIfAvailable(() -> new TypesTold(Set.of())).types(),
        clock,
        asking);
  }

  /** Hearing events, for services that do. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnBean(EventConsumer.class)
  static class Hearing {

    @Bean
    Intake<?> intake(
        EventConsumer<?> consumer,
        Aggregates aggregates,
        ParkedEvents parked,
        EventProducer producer,
        EventSettings settings,
        MeterRegistry metrics,
        Traces traces) {
      return new Intake<>(
          consumer,
          aggregates,
          parked,
          new DeadLetters(producer.kafka(), settings.group(), settings.acknowledgement()),
          metrics,
          traces);
    }

    @Bean
    ParkedDesk parkedDesk(
        ParkedEvents parked, Aggregates aggregates, Intake<?> intake, Clock clock) {
      return new ParkedDesk(parked, aggregates, intake, clock);
    }

    @Bean
    IntakeSweeper intakeSweeper(Intake<?> intake, EventSettings settings) {
      return new IntakeSweeper(intake, settings.drainEvery());
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> eventListeners(
        Intake<?> intake,
        KafkaProperties kafka,
        KafkaConnectionDetails connection,
        EventSettings settings,
        MeterRegistry metrics) {
      Map<String, Object> config = new HashMap<>(kafka.buildConsumerProperties());
      config.put(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, connection.getConsumer().getBootstrapServers());
      var consumers = Listeners.consumers(config, settings);
      consumers.addListener(new MicrometerConsumerListener<>(metrics));
      Map<String, Neighbour> neighbours =
          settings.listensTo().stream()
              .collect(toMap(settings::topic, name -> new Neighbour(name, settings.source(name))));
      return Listeners.container(
          consumers, settings, new IntakeListener(intake, neighbours, settings.maxRecord()));
    }
  }
}
