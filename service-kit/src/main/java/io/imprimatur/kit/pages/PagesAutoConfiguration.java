package io.imprimatur.kit.pages;

import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.people.PublicPaths;
import io.imprimatur.kit.web.Problems;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/** The frame of the pages for staff, and what is served for it. */
@AutoConfiguration(before = {WebMvcAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty("imprimatur.pages.base")
public class PagesAutoConfiguration {

  private static final Duration KEPT = Duration.ofDays(365);

  @Bean
  Desks kitDesks(PagesSettings settings, @Value("${spring.application.name}") String service) {
    return new Desks(settings, service);
  }

  @Bean
  RefusalPages kitRefusalPages(
      Desks desks, PagesSettings settings, MessageSource words, Problems problems) {
    return new RefusalPages(desks, settings, words, problems);
  }

  /** The service's own address leads to the pages, where it has nothing else there. */
  @Bean
  @ConditionalOnProperty("imprimatur.pages.front")
  PublicPaths kitFront() {
    return PublicPaths.none().get("/");
  }

  @Bean
  PageTimes times(Office office, MessageSource words) {
    return new PageTimes(office.zone(), Clock.systemUTC(), words);
  }

  @Bean
  FieldMessages fieldMessages(MessageSource words) {
    return new FieldMessages(words);
  }

  @Bean(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
  @ConditionalOnMissingBean(name = DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
  LocaleResolver kitPageLanguage() {
    return new PageLanguage();
  }

  /** Addresses of assets get the hash of their content. */
  @Bean
  @ConditionalOnMissingBean
  ResourceUrlEncodingFilter kitAssetAddresses() {
    return new ResourceUrlEncodingFilter();
  }

  @Bean
  WebMvcConfigurer kitPagesMvc(
      PagesSettings settings,
      @Value("${imprimatur.pages.bootstrap-version}") String bootstrap,
      @Value("${imprimatur.pages.htmx-version}") String htmx) {
    return new WebMvcConfigurer() {
      @Override
      public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry
            .addResourceHandler(settings.base() + "/assets/**")
            .addResourceLocations(
                "classpath:/assets/",
                "classpath:/META-INF/resources/webjars/bootstrap/" + bootstrap + "/css/",
                "classpath:/META-INF/resources/webjars/htmx.org/" + htmx + "/dist/")
            .setCacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable())
            .resourceChain(true)
            .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
      }

      @Override
      public void addViewControllers(ViewControllerRegistry registry) {
        if (settings.front()) {
          registry.addRedirectViewController("/", settings.base());
        }
      }
    };
  }
}
