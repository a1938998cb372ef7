package io.imprimatur.kit.settings;

import com.mongodb.client.MongoClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.MongoDatabaseFactory;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.convert.MongoConverter;

/** The way to the store that every service takes, in the place of Spring Boot's own. */
@AutoConfiguration(after = MongoAutoConfiguration.class, before = DataMongoAutoConfiguration.class)
@ConditionalOnBean(MongoClient.class)
class StoreTemplateAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(MongoOperations.class)
  RetryingMongoTemplate mongoTemplate(MongoDatabaseFactory database, MongoConverter converter) {
    return new RetryingMongoTemplate(database, converter);
  }
}
