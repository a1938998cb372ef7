package io.imprimatur.kit.settings;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.health.MongoHealthContributorAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;

/** The health of the store, in the place of Spring Boot's own under the same name. */
@AutoConfiguration(
    after = DataMongoAutoConfiguration.class,
    before = MongoHealthContributorAutoConfiguration.class)
@ConditionalOnBean(MongoOperations.class)
class StoreHealthAutoConfiguration {

  @Bean
  StoreHealth mongoHealthIndicator(MongoOperations store) {
    return new StoreHealth(store);
  }
}
