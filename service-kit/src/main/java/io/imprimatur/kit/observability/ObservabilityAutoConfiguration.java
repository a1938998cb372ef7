package io.imprimatur.kit.observability;

import io.imprimatur.kit.messaging.TraceparentSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/** Traces of requests and events, and what figures need. */
@AutoConfiguration
class ObservabilityAutoConfiguration {

  @Bean
  TraceExport traceExport(
      Environment environment, @Value("${spring.application.name:imprimatur}") String service) {
    Map<String, String> settings = new HashMap<>();
    Binder.get(environment)
        .bind("otel", Bindable.mapOf(String.class, String.class))
        .ifBound(found -> found.forEach((name, value) -> settings.put("otel." + name, value)));
    return TraceExport.of(settings, service);
  }

  @Bean
  Traces traces(TraceExport export) {
    return export.traces();
  }

  @Bean
  Asking asking() {
    return new Asking();
  }

  @Bean
  Transitions transitions(MeterRegistry metrics) {
    return Transitions.in(metrics);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  static class OfRequests {

    /** Events carry on the trace of the request or event that caused them. */
    @Bean
    @ConditionalOnMissingBean
    TraceparentSource kitTraceparentSource() {
      return () -> Traceparent.current().header();
    }

    @Bean
    FilterRegistrationBean<TraceFilter> kitTraceFilter(Traces traces) {
      FilterRegistrationBean<TraceFilter> bean =
          new FilterRegistrationBean<>(new TraceFilter(traces));
      bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
      return bean;
    }

    /** Outside of security, so that it sees whom that turns away. */
    @Bean
    FilterRegistrationBean<RefusedCommands> kitRefusedCommands(MeterRegistry metrics) {
      FilterRegistrationBean<RefusedCommands> bean =
          new FilterRegistrationBean<>(new RefusedCommands(metrics));
      bean.setOrder(Ordered.HIGHEST_PRECEDENCE + 11);
      return bean;
    }
  }
}
