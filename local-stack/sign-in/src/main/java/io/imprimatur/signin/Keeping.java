package io.imprimatur.signin;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.Session;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Where sessions and what clients got are kept, so that a restart signs nobody out. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class Keeping {

  static final String COOKIE = "SIGN_IN_SESSION";

  @Bean
  Authorizations authorizations(SignInSettings settings) {
    return new Authorizations(
        map(settings, "authorizations", OAuth2Authorization.class, Authorizations::over));
  }

  @Bean
  MapSessionRepository sessionRepository(SignInSettings settings) {
    return new MapSessionRepository(
        map(
            settings,
            "sessions",
            Session.class,
            session -> session instanceof MapSession kept && kept.isExpired()));
  }

  @Bean
  CookieSerializer sessionCookie() {
    var cookie = new DefaultCookieSerializer();
    cookie.setCookieName(COOKIE);
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Lax");
    return cookie;
  }

  private static <V> Map<String, V> map(
      SignInSettings settings, String name, Class<V> type, Predicate<V> over) {
    Path data = settings.data();
    return data == null || data.toString().isBlank()
        ? new ConcurrentHashMap<>()
        : new KeptMap<>(data.resolve(name), type, over);
  }
}
