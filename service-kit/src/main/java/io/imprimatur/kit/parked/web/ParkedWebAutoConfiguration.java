package io.imprimatur.kit.parked.web;

import io.imprimatur.kit.messaging.EventsAutoConfiguration;
import io.imprimatur.kit.parked.ParkedDesk;
import io.imprimatur.kit.parked.ParkedEvents;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Gives every service that hears events the API for its parked ones. */
@AutoConfiguration(after = EventsAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ParkedWebAutoConfiguration {

  @Bean
  @ConditionalOnBean(ParkedDesk.class)
  ParkedEventsController parkedEventsController(ParkedEvents events, ParkedDesk desk) {
    return new ParkedEventsController(events, desk);
  }
}
