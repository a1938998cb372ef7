package io.imprimatur.notification.subscription.web;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * The style of the subscribers' pages, below their own path: behind one address for all services
 * nothing else leads here. A name holds its content's hash, so a browser may keep a file for good.
 */
@Configuration(proxyBeanMethods = false)
class SubscriberAssets implements WebMvcConfigurer {

  private static final Duration KEPT = Duration.ofDays(365);

  private final String bootstrap;

  SubscriberAssets(@Value("${imprimatur.pages.bootstrap-version}") String bootstrap) {
    this.bootstrap = bootstrap;
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(SubscriberPages.PAGE + "/assets/**")
        .addResourceLocations(
            "classpath:/assets/",
            "classpath:/META-INF/resources/webjars/bootstrap/" + bootstrap + "/css/")
        .setCacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable())
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
  }
}
