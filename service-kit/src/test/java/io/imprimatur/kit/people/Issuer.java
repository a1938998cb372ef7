package io.imprimatur.kit.people;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A provider of tokens that can go away, come back and change its keys. */
public final class Issuer implements AutoCloseable {

  private RSAKey key = newKey("first");
  private HttpServer server;
  private int port;

  public Issuer() {
    start();
  }

  public void start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    port = server.getAddress().getPort();
    serve(
        "/.well-known/openid-configuration",
        () -> "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/jwks\"}".formatted(url(), url()));
    serve("/jwks", () -> new JWKSet(key).toString());
    server.start();
  }

  private void serve(String path, Supplier<String> body) {
    server.createContext(
        path,
        exchange -> {
          byte[] bytes = body.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  public void stop() {
    server.stop(0);
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  public void changeKey(String name) {
    key = newKey(name);
  }

  private static RSAKey newKey(String name) {
    try {
      return new RSAKeyGenerator(2048).keyID(name).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A good token of a person. */
  public String token(String sub, List<String> roles, String... sections) {
    return sign(claims(sub, roles, sections).build());
  }

  /** A token that differs from a good one. */
  public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
    return sign(change.apply(claims("lin.yue", List.of("writer"), "services")).build());
  }

  public JWTClaimsSet.Builder claims(String sub, List<String> roles, String... sections) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .subject(sub)
        .audience("imprimatur")
        .claim("name", "Name of " + sub)
        .claim("roles", roles)
        .claim("sections", List.of(sections))
        .claim("email", sub + "@press.linhe.example")
        .claim("locale", "zh")
        .issueTime(Date.from(now.minusSeconds(120)))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  public String sign(JWTClaimsSet claims) {
    return sign(claims, key);
  }

  public static String sign(JWTClaimsSet claims, RSAKey with) {
    try {
      SignedJWT jwt =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256)
                  .keyID(with.getKeyID())
                  .type(JOSEObjectType.JWT)
                  .build(),
              claims);
      jwt.sign(new RSASSASigner(with));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A token signed by a stranger who uses the name of our key. */
  public String forged() {
    return sign(claims("lin.yue", List.of("administrator"), "*").build(), newKey(key.getKeyID()));
  }

  public String unsigned() {
    return new PlainJWT(claims("lin.yue", List.of("administrator"), "*").build()).serialize();
  }

  @Override
  public void close() {
    stop();
  }
}
