package io.imprimatur.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * How secrets are compared. The clients' secret is long and random, and the people's password is
 * public: neither needs a slow hash, which each refresh of a token would have to wait for.
 */
@Configuration(proxyBeanMethods = false)
class Secrets {

  @Bean
  PasswordEncoder digests() {
    return new PasswordEncoder() {
      @Override
      public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : digest(UUID.randomUUID().toString(), secret);
      }

      @Override
      public boolean matches(@Nullable CharSequence given, @Nullable String known) {
        return given != null
            && known != null
            && MessageDigest.isEqual(bytes(digest(known.split(":")[0], given)), bytes(known));
      }
    };
  }

  private static String digest(String salt, CharSequence secret) {
    return salt + ":" + sha256(salt + secret);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
