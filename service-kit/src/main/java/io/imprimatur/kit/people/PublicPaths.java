package io.imprimatur.kit.people;

import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpMethod;

/**
 * The paths of a service that need no token. A service declares a bean of it; without one it has no
 * public path of its own.
 *
 * <pre>{@code
 * @Bean
 * PublicPaths publicPaths() {
 *   return PublicPaths.none().get("/**").post("/api/subscriptions");
 * }
 * }</pre>
 *
 * @param paths patterns as Spring's {@code PathPattern} reads them
 */
public record PublicPaths(List<Path> paths) {

  public PublicPaths {
    paths = List.copyOf(paths);
  }

  public static PublicPaths none() {
    return new PublicPaths(List.of());
  }

  /** Adds paths that may be read: {@code GET} and {@code HEAD}. */
  public PublicPaths get(String... patterns) {
    return with(HttpMethod.GET, patterns).with(HttpMethod.HEAD, patterns);
  }

  /** Adds paths that anybody may post to. */
  public PublicPaths post(String... patterns) {
    return with(HttpMethod.POST, patterns);
  }

  /** Adds paths for one method. */
  public PublicPaths with(HttpMethod method, String... patterns) {
    List<Path> all = new ArrayList<>(paths);
    for (String pattern : patterns) {
      all.add(new Path(method, pattern));
    }
    return new PublicPaths(all);
  }

  /** A pattern and the method for which it is public. */
  public record Path(HttpMethod method, String pattern) {}
}
