package io.imprimatur.seals;

import static io.imprimatur.seals.Samples.APPROVED;
import static io.imprimatur.seals.Samples.ARTICLE;
import static io.imprimatur.seals.Samples.REVISION;
import static io.imprimatur.seals.Samples.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import io.imprimatur.events.Text;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealVerifierTest {

  private final OctetKeyPair pair = Ed25519.newKeyPair();
  private final Sealer sealer = Sealer.of(new JWKSet(pair));
  private final SealVerifier verifier = new SealVerifier(sealer.publicKeys());
  private final String jws = sealer.seal(Samples.seal());

  @Test
  void whatWasSealedIsReadBack() {
    Seal seal = verifier.verify(jws, ARTICLE);
    assertThat(seal).isEqualTo(Samples.seal());
    seal.check(ARTICLE, REVISION, TEXT);
    assertThat(seal.vouchesFor(ARTICLE, REVISION, TEXT)).isTrue();
  }

  /** What was right once is remembered: that must outlive neither its bytes nor its key. */
  @Test
  void aSealThatWasRightIsRefusedOnceItOrItsKeyIsAnother() {
    AtomicReference<OctetKeyPair> published = new AtomicReference<>(pair.toPublicJWK());
    SealVerifier remembering = new SealVerifier(kid -> Optional.ofNullable(published.get()));
    assertThat(remembering.verify(jws, ARTICLE)).isEqualTo(remembering.verify(jws, ARTICLE));

    String[] parts = jws.split("\\.");
    String another = sealer.seal(Samples.sealOf(Samples.withBody("<p>Others.</p>")));
    assertThatThrownBy(
            () ->
                remembering.verify(
                    parts[0] + "." + another.split("\\.")[1] + "." + parts[2], ARTICLE))
        .isInstanceOf(SealRefused.class)
        .hasMessage("the seal's signature is wrong");
    published.set(Ed25519.newKeyPair().toPublicJWK());
    assertThatThrownBy(() -> remembering.verify(jws, ARTICLE))
        .isInstanceOf(SealRefused.class)
        .hasMessage("the seal's signature is wrong");
    published.set(null);
    assertThatThrownBy(() -> remembering.verify(jws, ARTICLE))
        .isInstanceOf(SealRefused.class)
        .hasMessageContaining("is none of the office's");
  }

  @Test
  void theHeaderNamesAlgorithmTypeAndKey() {
    assertThat(new Base64URL(jws.split("\\.")[0]).decodeToString())
        .contains("\"alg\":\"Ed25519\"")
        .contains("\"typ\":\"imprimatur-seal+jws\"")
        .contains("\"kid\":\"" + pair.getKeyID() + "\"");
  }

  @Test
  void thePayloadIsWrittenAsDefined() {
    assertThat(new Base64URL(jws.split("\\.")[1]).decodeToString())
        .isEqualTo(
            """
            {"v":1,"articleId":"01939c6e-7b1a-7cc0-8000-0123456789ab","revision":3,"round":2,\
            "kind":"normal","digest":"%s","title":"临河大坝今日合龙",\
            "summary":"The dam at Linhe closed today.","language":"zh","section":"government",\
            "topics":["budget","flood-control"],"approvals":[\
            {"step":1,"role":"reviewer","personHash":"hmac-sha256:aa","at":"2026-11-24T07:59:00.123Z"},\
            {"step":2,"role":"reviewer","personHash":"hmac-sha256:bb","at":"2026-11-24T08:00:00.123Z"}],\
            "approvedAt":"%s"}"""
                .formatted(Samples.seal().digest(), APPROVED));
  }

  @Test
  void anAlteredBodyIsNotVouchedFor() {
    Seal seal = verifier.verify(jws, ARTICLE);
    Text altered = Samples.withBody(TEXT.body().replace('3', '4'));
    assertThatThrownBy(() -> seal.check(ARTICLE, REVISION, altered))
        .isInstanceOf(SealRefused.class)
        .hasMessageContaining("changed after it was sealed");
    assertThat(seal.vouchesFor(ARTICLE, REVISION, altered)).isFalse();
  }

  @Test
  void anotherRevisionIsNotVouchedFor() {
    Seal seal = verifier.verify(jws, ARTICLE);
    assertThatThrownBy(() -> seal.check(ARTICLE, REVISION + 1, TEXT))
        .isInstanceOf(SealRefused.class)
        .hasMessage("the seal vouches for revision 3, not for 4");
  }

  @Test
  void aSealWhoseTitleIsNotTheTextsIsRefused() {
    Seal good = Samples.seal();
    Seal lying =
        new Seal(
            1,
            ARTICLE,
            REVISION,
            2,
            good.kind(),
            good.digest(),
            "Another title",
            good.summary(),
            good.language(),
            good.section(),
            good.topics(),
            good.approvals(),
            APPROVED,
            null);
    assertThatThrownBy(
            () -> verifier.verify(sealer.seal(lying), ARTICLE).check(ARTICLE, REVISION, TEXT))
        .isInstanceOf(SealRefused.class)
        .hasMessage("the seal names another title than the text has");
  }

  @Test
  void aSealOfAnotherArticleIsRefused() {
    refused(jws, "01939c6e-0000-7cc0-8000-0123456789ab", "another article");
  }

  @Test
  void aMissingSealIsRefused() {
    refused(null, ARTICLE, "there is no seal");
    refused("", ARTICLE, "there is no seal");
  }

  @Test
  void anotherKeyOfTheSameNameIsRefused() {
    OctetKeyPair stranger = Ed25519.newKeyPair();
    String forged = signed(stranger, header("Ed25519", pair.getKeyID(), ""), payload());
    refused(forged, ARTICLE, "signature is wrong");
  }

  @Test
  void aStrangersKeyIsRefusedEvenWhereItComesAlong() {
    OctetKeyPair stranger = Ed25519.newKeyPair();
    String own = ",\"jwk\":" + stranger.toPublicJWK().toJSONString();
    refused(
        signed(stranger, header("Ed25519", stranger.getKeyID(), own), payload()),
        ARTICLE,
        "none of the office's");
    refused(
        signed(stranger, header("Ed25519", pair.getKeyID(), own), payload()),
        ARTICLE,
        "signature is wrong");
  }

  @Test
  void anEmbeddedKeyIsIgnored() {
    String own = ",\"jwk\":" + Ed25519.newKeyPair().toPublicJWK().toJSONString();
    String genuine = signed(pair, header("Ed25519", pair.getKeyID(), own), payload());
    assertThat(verifier.verify(genuine, ARTICLE)).isEqualTo(Samples.seal());
  }

  @ParameterizedTest
  @CsvSource({"none", "EdDSA", "HS256", "ed25519", "Ed448", "''"})
  void anotherAlgorithmIsRefusedThoughTheSignatureHolds(String alg) {
    refused(signed(pair, header(alg, pair.getKeyID(), ""), payload()), ARTICLE, "alg is Ed25519");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"crit\":[\"exp\"],\"exp\":1 | critical",
        ",\"crit\":[] | critical",
        ",\"b64\":false | b64",
        ",\"zip\":\"DEF\" | zip",
        ",\"kid\":\"x\" | is no JSON"
      })
  void aHeaderWithMoreThanItMayHoldIsRefused(String more, String reason) {
    refused(signed(pair, header("Ed25519", pair.getKeyID(), more), payload()), ARTICLE, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"typ\":\"imprimatur-seal+jws\",\"kid\":\"x\"} | no alg",
        "{\"alg\":\"Ed25519\",\"kid\":\"x\"} | no typ",
        "{\"alg\":\"Ed25519\",\"typ\":\"JWT\",\"kid\":\"x\"} | typ is",
        "{\"alg\":\"Ed25519\",\"typ\":\"imprimatur-seal+jws\"} | no kid",
        "{\"alg\":\"Ed25519\",\"typ\":\"imprimatur-seal+jws\",\"kid\":7} | no kid",
        "[] | no JSON object",
        "{ | no JSON",
      })
  void aHeaderThatIsNoneIsRefused(String header, String reason) {
    refused(signed(pair, header, payload()), ARTICLE, reason);
  }

  @Test
  void aPayloadWithANameTwiceIsRefused() {
    String twice = payload().replace("{\"v\":1,", "{\"v\":1,\"v\":1,");
    refused(signed(pair, header("Ed25519", pair.getKeyID(), ""), twice), ARTICLE, "payload");
  }

  @Test
  void aPayloadThatMissesSomethingIsRefused() {
    for (String gap :
        List.of(
            payload().replaceFirst("\"digest\":\"[^\"]*\",", ""),
            payload().replace("\"v\":1", "\"v\":2"),
            payload().replaceFirst("\"approvals\":\\[.*?]", "\"approvals\":[]"),
            payload().replace("\"revision\":3", "\"revision\":\"3\""),
            payload().replace("\"kind\":\"normal\"", "\"kind\":\"casual\""),
            "null",
            "7")) {
      refused(signed(pair, header("Ed25519", pair.getKeyID(), ""), gap), ARTICLE, "payload");
    }
  }

  @Test
  void onlyOneSpellingOfASealIsTaken() {
    String[] parts = jws.split("\\.");
    String signature = parts[2];
    // 64 bytes leave four bits of the last character unused
    char last = signature.charAt(signature.length() - 1);
    String other = signature.substring(0, signature.length() - 1) + (char) (last + 1);
    refused(parts[0] + "." + parts[1] + "." + other, ARTICLE, "canonical");
    refused(jws + "==", ARTICLE, "canonical");
    refused(parts[0] + "." + parts[1] + "\n." + signature, ARTICLE, "base64url");
    refused(parts[0] + "." + parts[1], ARTICLE, "three parts");
    refused(jws + ".", ARTICLE, "three parts");
    refused("a".repeat(SealVerifier.MAX_LENGTH + 1), ARTICLE, "longer than");
  }

  @Test
  void everyDamagedCharacterIsNoticed() {
    for (int i = 0; i < jws.length(); i += 7) {
      String damaged =
          jws.substring(0, i) + (jws.charAt(i) == 'A' ? 'B' : 'A') + jws.substring(i + 1);
      assertThatThrownBy(() -> verifier.verify(damaged, ARTICLE))
          .as("character %d", i)
          .isInstanceOf(SealRefused.class);
    }
  }

  @Test
  void theLongestTextHasASealThatIsTaken() {
    Text longest =
        new Text(
            "\uD840\uDC00".repeat(Text.MAX_TITLE),
            "\uD840\uDC00".repeat(Text.MAX_SUMMARY),
            "<p>x</p>",
            "government",
            "zh",
            java.util.stream.IntStream.range(0, Text.MAX_TOPICS)
                .mapToObj(i -> "topic-" + i)
                .toList(),
            "",
            List.of());
    String seal = sealer.seal(Samples.sealOf(longest));
    verifier.verify(seal, ARTICLE).check(ARTICLE, REVISION, longest);
  }

  private void refused(String seal, String article, String reason) {
    assertThatThrownBy(() -> verifier.verify(seal, article))
        .isInstanceOf(SealRefused.class)
        .hasMessageContaining(reason);
  }

  private static String header(String alg, String kid, String more) {
    return "{\"alg\":\"%s\",\"typ\":\"imprimatur-seal+jws\",\"kid\":\"%s\"%s}"
        .formatted(alg, kid, more);
  }

  private static String payload() {
    return new String(StrictJson.write(Samples.seal()), StandardCharsets.UTF_8);
  }

  private static String signed(OctetKeyPair key, String header, String payload) {
    String input = Base64URL.encode(header) + "." + Base64URL.encode(payload);
    try {
      byte[] signature = new Ed25519.Signer(key).raw(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Base64URL.encode(signature);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
