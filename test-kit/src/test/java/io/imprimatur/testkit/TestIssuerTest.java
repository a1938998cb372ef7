package io.imprimatur.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestIssuerTest {

  private final TestIssuer issuer = TestIssuer.shared();

  @Test
  void aTokenSaysWhoItIsAndIsSignedWithThePublishedKey() throws Exception {
    var token = SignedJWT.parse(issuer.token(TestPerson.LIN_YUE));
    RSAKey key = (RSAKey) JWKSet.parse(get(issuer.uri() + "/jwks")).getKeys().getFirst();

    assertThat(key.isPrivate()).isFalse();
    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
    var claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(issuer.uri());
    assertThat(claims.getSubject()).isEqualTo("lin.yue");
    assertThat(claims.getAudience()).containsExactly("imprimatur");
    assertThat(claims.getStringListClaim("roles")).containsExactly("writer");
    assertThat(claims.getStringListClaim("sections"))
        .containsExactly("government", "open-governance", "services");
    assertThat(claims.getStringClaim("email")).isEqualTo("lin.yue@press.linhe.example");
    assertThat(claims.getExpirationTime()).isAfter(Date.from(Instant.now()));
    assertThat(get(issuer.uri() + "/.well-known/openid-configuration"))
        .contains("\"issuer\":\"" + issuer.uri() + "\"");
  }

  @Test
  void tokensThatNobodyShouldTakeCanBeHad() throws Exception {
    assertThat(claims(issuer.expiredToken(TestPerson.MIA_ROTH)).getExpirationTime())
        .isBefore(Date.from(Instant.now()));
    assertThat(claims(issuer.tokenForAudience(TestPerson.MIA_ROTH, "other")).getAudience())
        .isEqualTo(List.of("other"));
    assertThat(claims(issuer.token(Map.of("sub", "nobody"))).getClaim("roles")).isNull();
    try (TestIssuer foreign = TestIssuer.start()) {
      var token = SignedJWT.parse(foreign.token(TestPerson.MIA_ROTH));
      RSAKey key = (RSAKey) JWKSet.parse(get(issuer.uri() + "/jwks")).getKeys().getFirst();
      assertThat(token.verify(new RSASSAVerifier(key))).isFalse();
    }
  }

  @Test
  void sealKeysAreServedWithoutTheirPrivatePartAndCanBeSwitchedOff() throws Exception {
    try (TestKeys keys = TestKeys.create()) {
      JWKSet secret = JWKSet.parse(Files.readString(keys.file()));
      JWKSet open = JWKSet.parse(get(keys.url()));

      assertThat(secret.getKeys().getFirst().isPrivate()).isTrue();
      assertThat(open.getKeys().getFirst().isPrivate()).isFalse();
      assertThat(open.getKeys().getFirst().getKeyID())
          .isEqualTo(keys.keyId())
          .isEqualTo(secret.getKeys().getFirst().computeThumbprint().toString());

      keys.switchOff();
      assertThatThrownBy(() -> get(keys.url())).isInstanceOf(ConnectException.class);
      String old = keys.keyId();
      keys.add();
      keys.switchOn();
      assertThat(JWKSet.parse(get(keys.url())).getKeys()).hasSize(2);
      assertThat(keys.keyId()).isNotEqualTo(old);
    }
  }

  private static com.nimbusds.jwt.JWTClaimsSet claims(String token) throws Exception {
    return SignedJWT.parse(token).getJWTClaimsSet();
  }

  private static String get(String uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
          .body();
    }
  }
}
