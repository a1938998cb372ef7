package io.imprimatur.publishing.site.web;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.ContentVersionStrategy;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * The files that pages need. Their addresses carry a hash of their content, so a browser may keep
 * each of them for good.
 */
public final class Assets implements WebMvcConfigurer {

  private static final String BASE = "/assets/";
  private static final Duration KEPT = Duration.ofDays(365);

  private final List<String> folders;
  private final ContentVersionStrategy hashes = new ContentVersionStrategy();
  private final List<String> styles;
  private final String icon;

  /**
   * @param bootstrap the version of the WebJar
   */
  public Assets(String bootstrap) {
    folders =
        List.of("assets/", "META-INF/resources/webjars/bootstrap/%s/css/".formatted(bootstrap));
    styles =
        Stream.of("bootstrap.min.css", "imprimatur.css", "site.css").map(this::address).toList();
    icon = address("icon.svg");
  }

  /** In the order in which they apply. */
  public List<String> styles() {
    return styles;
  }

  public String icon() {
    return icon;
  }

  private String address(String file) {
    Resource found =
        folders.stream()
            .map(folder -> new ClassPathResource(folder + file))
            .filter(Resource::exists)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("the program lacks its file " + file));
    return BASE + hashes.addVersion(file, hashes.getResourceVersion(found));
  }

  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler(BASE + "**")
        .addResourceLocations(
            folders.stream().map(folder -> "classpath:/" + folder).toArray(String[]::new))
        .setCacheControl(CacheControl.maxAge(KEPT).cachePublic().immutable())
        .resourceChain(true)
        .addResolver(new VersionResourceResolver().addVersionStrategy(hashes, "/**"));
  }
}
