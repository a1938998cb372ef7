package io.imprimatur.kit.settings;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;

/** Short waits for the store: a person who saves gets an answer while they still look. */
@AutoConfiguration(before = MongoAutoConfiguration.class)
@EnableConfigurationProperties(StoreSettings.class)
class StoreAutoConfiguration {

  @Bean
  MongoClientSettingsBuilderCustomizer kitShortWaits(StoreSettings settings) {
    return client ->
        client
            .applyToClusterSettings(
                c -> c.serverSelectionTimeout(settings.selectTimeout().toMillis(), MILLISECONDS))
            .applyToSocketSettings(
                s ->
                    s.connectTimeout((int) settings.connectTimeout().toMillis(), MILLISECONDS)
                        .readTimeout((int) settings.readTimeout().toMillis(), MILLISECONDS));
  }
}
