package io.imprimatur.kit.observability;

import io.imprimatur.kit.messaging.TraceparentSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/** Traces for requests. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ObservabilityAutoConfiguration {

  /** Events carry on the trace of the request or event that caused them. */
  @Bean
  @ConditionalOnMissingBean
  TraceparentSource kitTraceparentSource() {
    return () -> Traceparent.current().header();
  }

  @Bean
  FilterRegistrationBean<TraceFilter> kitTraceFilter() {
    FilterRegistrationBean<TraceFilter> bean = new FilterRegistrationBean<>(new TraceFilter());
    bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
    return bean;
  }
}
