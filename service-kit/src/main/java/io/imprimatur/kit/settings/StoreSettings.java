package io.imprimatur.kit.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a service waits for its store before it answers 503 or tries an event again.
 *
 * @param selectTimeout for any server to be there
 * @param connectTimeout for a connection
 * @param readTimeout for an answer
 */
@ConfigurationProperties("imprimatur.store")
record StoreSettings(
    @DefaultValue("3s") Duration selectTimeout,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout) {

  StoreSettings {
    if (selectTimeout.isNegative() || connectTimeout.isNegative() || readTimeout.isNegative()) {
      throw new IllegalArgumentException("imprimatur.store's times can't be negative");
    }
  }
}
