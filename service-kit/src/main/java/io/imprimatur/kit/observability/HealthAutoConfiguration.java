package io.imprimatur.kit.observability;

import io.imprimatur.kit.people.PeopleAutoConfiguration;
import io.imprimatur.kit.people.SignIn;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * What a service's health is made of. Ready means: its own store answers and its listeners are
 * started. Neighbours that are away degrade it and no more.
 */
@AutoConfiguration(
    after = {
      PeopleAutoConfiguration.class,
      KafkaAutoConfiguration.class,
      HealthContributorRegistryAutoConfiguration.class
    })
class HealthAutoConfiguration {

  @Bean
  @ConditionalOnBean(HealthContributorRegistry.class)
  HealthFigures healthFigures(HealthContributorRegistry parts) {
    return new HealthFigures(parts);
  }

  @Bean
  @ConditionalOnBean(SignIn.class)
  SignInHealth signInHealthIndicator(SignIn signIn) {
    return new SignInHealth(signIn);
  }

  @Bean
  @ConditionalOnProperty("imprimatur.events.service")
  BrokerHealth brokerHealthIndicator(KafkaProperties kafka, KafkaConnectionDetails connection) {
    Map<String, Object> config = new HashMap<>(kafka.buildAdminProperties());
    config.put(
        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
        String.join(",", connection.getAdmin().getBootstrapServers()));
    return new BrokerHealth(config);
  }

  @Bean
  @ConditionalOnProperty("imprimatur.events.service")
  ListenersHealth listenersHealthIndicator(
      ObjectProvider<MessageListenerContainer> containers,
      ObjectProvider<KafkaListenerEndpointRegistry> registry) {
    return new ListenersHealth(
        () -> {
          Set<MessageListenerContainer> all = new LinkedHashSet<>();
          containers.forEach(all::add);
          registry.ifAvailable(r -> all.addAll(r.getListenerContainers()));
          return all;
        });
  }
}
