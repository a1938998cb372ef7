package io.imprimatur.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.core.MongoOperations;

class StoreTemplateTest {

  @Configuration
  @EnableAutoConfiguration
  static class Service {}

  @Test
  void aServiceHasNoOtherWayToItsStore() {
    try (ConfigurableApplicationContext service =
        new SpringApplicationBuilder(Service.class).web(WebApplicationType.NONE).run()) {
      assertThat(service.getBeansOfType(MongoOperations.class).values())
          .singleElement()
          .isInstanceOf(RetryingMongoTemplate.class);
    }
  }
}
