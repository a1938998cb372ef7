package io.imprimatur.seals.spring;

import io.imprimatur.seals.SealKeys;
import io.imprimatur.seals.SealVerifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What a verifier of seals is made of, where {@code imprimatur.seal-keys.url} says where the keys
 * are, or the application has {@link SealKeys} of its own. Review seals and has neither: it gets
 * nothing from here.
 */
@AutoConfiguration
@ConditionalOnClass(HealthIndicator.class)
class SealsAutoConfiguration {

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("imprimatur.seal-keys.url")
  @ConditionalOnMissingBean(SealKeys.class)
  @EnableConfigurationProperties(SealKeySettings.class)
  static class Keys {

    @Bean
    SealKeys sealKeys(SealKeySettings settings) {
      return new SealKeys(
          settings.url(), settings.cache(), settings.distance(), settings.timeout());
    }
  }

  @Bean
  @ConditionalOnBean(SealKeys.class)
  @ConditionalOnMissingBean
  SealVerifier sealVerifier(SealKeys keys) {
    return new SealVerifier(keys);
  }

  @Bean
  @ConditionalOnBean(SealKeys.class)
  SealKeysHealth sealKeysHealthIndicator(SealKeys keys) {
    return new SealKeysHealth(keys);
  }
}
