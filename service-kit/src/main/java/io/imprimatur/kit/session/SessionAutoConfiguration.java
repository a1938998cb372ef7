package io.imprimatur.kit.session;

import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.web.Problems;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** Sessions for the pages of staff, and for nothing else: public pages and the API have none. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("imprimatur.pages.base")
@EnableConfigurationProperties(PagesSettings.class)
class SessionAutoConfiguration {

  @Bean
  MongoSessions kitSessions(MongoOperations store, PagesSettings settings) {
    return new MongoSessions(store, settings, Clock.systemUTC());
  }

  @Bean
  FilterRegistrationBean<SessionRepositoryFilter<StaffSession>> kitSessionFilter(
      MongoSessions sessions,
      PagesSettings settings,
      @Value("${spring.application.name}") String service) {
    var cookie = new DefaultCookieSerializer();
    // Ports of one host share cookies: each service's has a name and a path of its own.
    cookie.setCookieName("IMPRIMATUR_" + service.toUpperCase(Locale.ROOT));
    cookie.setCookiePath(settings.base());
    cookie.setSameSite("Lax");
    cookie.setUseHttpOnlyCookie(true);
    var ids = new CookieHttpSessionIdResolver();
    ids.setCookieSerializer(cookie);
    var filter = new SessionRepositoryFilter<>(sessions);
    filter.setHttpSessionIdResolver(ids);
    var bean = new FilterRegistrationBean<>(filter);
    bean.addUrlPatterns(settings.base(), settings.base() + "/*");
    bean.setDispatcherTypes(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR));
    bean.setOrder(SessionRepositoryFilter.DEFAULT_ORDER);
    return bean;
  }

  @Bean
  FilterRegistrationBean<StoreAwayFilter> kitStoreAwayFilter(
      Problems problems, PagesSettings settings) {
    var bean = new FilterRegistrationBean<>(new StoreAwayFilter(problems));
    bean.addUrlPatterns(settings.base(), settings.base() + "/*");
    bean.setOrder(SessionRepositoryFilter.DEFAULT_ORDER - 1);
    return bean;
  }

  @Bean
  SessionSweeper kitSessionSweeper(MongoSessions sessions) {
    return new SessionSweeper(sessions);
  }
}
