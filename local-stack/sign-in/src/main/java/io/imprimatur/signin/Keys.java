package io.imprimatur.signin;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** The keys that sign tokens, from a file, so that a restart changes none. */
@Configuration(proxyBeanMethods = false)
class Keys {

  private static final int SHORTEST_KEY_BITS = 2048;

  @Bean
  @Lazy(false)
  JWKSource<SecurityContext> keySource(SignInSettings settings) {
    return new ImmutableJWKSet<>(read(settings.keysFile()));
  }

  @Bean
  JwtEncoder jwtEncoder(JWKSource<SecurityContext> keys) {
    var encoder = new NimbusJwtEncoder(keys);
    encoder.setJwkSelector(java.util.List::getFirst);
    return encoder;
  }

  private static JWKSet read(String file) {
    if (file == null || file.isBlank()) {
      throw new CannotStart(
          "SIGN_IN_KEYS_FILE is not set: give the path of a JWK Set with a private RSA key.");
    }
    JWKSet keys;
    try {
      keys = JWKSet.parse(Files.readString(Path.of(file)));
    } catch (IOException e) {
      throw new CannotStart(
          "The key file "
              + file
              + " can't be read ("
              + e
              + "): SIGN_IN_KEYS_FILE must name a JWK"
              + " Set with a private RSA key.",
          e);
    } catch (ParseException e) {
      throw new CannotStart(
          "The key file " + file + " is no JWK Set (RFC 7517): " + e.getMessage() + ".", e);
    }
    if (keys.isEmpty() || !keys.getKeys().stream().allMatch(Keys::signs)) {
      throw new CannotStart(
          "The key file "
              + file
              + " must hold private RSA keys of at least 2048 bits, each with"
              + " a kid, and no other keys.");
    }
    return keys;
  }

  private static boolean signs(JWK key) {
    return key instanceof RSAKey
        && key.isPrivate()
        && key.size() >= SHORTEST_KEY_BITS
        && key.getKeyID() != null;
  }
}
