package io.imprimatur.signin;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The sign-in under test, on a port and with keys and data that stay the same over restarts. */
final class Provider implements AutoCloseable {

  static final String SECRET = "a-secret-for-tests-that-nobody-guesses";

  final int port = freePort();
  final Path folder;
  final RSAKey key;
  private ConfigurableApplicationContext application;

  private Provider(Path folder, RSAKey key) {
    this.folder = folder;
    this.key = key;
  }

  static Provider in(Path folder, String... settings) throws Exception {
    RSAKey key = new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    Files.writeString(folder.resolve("keys.json"), new JWKSet(key).toString(false));
    var provider = new Provider(folder, key);
    provider.start(settings);
    return provider;
  }

  void restart(String... settings) {
    application.close();
    start(settings);
  }

  private void start(String... settings) {
    application = run(port, folder.resolve("keys.json").toString(), settings(settings));
  }

  private List<String> settings(String... more) {
    var all = new ArrayList<>(List.of("imprimatur.sign-in.data=" + folder.resolve("data")));
    all.addAll(List.of(more));
    return all;
  }

  static ConfigurableApplicationContext run(int port, String keys, List<String> settings) {
    var arguments =
        new ArrayList<>(
            List.of(
                "--server.port=" + port,
                "--imprimatur.sign-in.keys-file=" + keys,
                "--imprimatur.sign-in.client-secret=" + SECRET,
                "--IMPRIMATUR_OFFICE=../../config/office.yml"));
    settings.forEach(setting -> arguments.add("--" + setting));
    return new SpringApplicationBuilder(SignInApplication.class)
        .run(arguments.toArray(String[]::new));
  }

  JWTClaimsSet verified(String token) throws Exception {
    SignedJWT jwt = SignedJWT.parse(token);
    if (!jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()))) {
      throw new AssertionError("The signature is wrong");
    }
    return jwt.getJWTClaimsSet();
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    application.close();
  }
}
