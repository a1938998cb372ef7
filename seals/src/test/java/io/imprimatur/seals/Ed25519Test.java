package io.imprimatur.seals;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The key, thumbprint and signature of RFC 8037, appendices A.1 to A.5. */
class Ed25519Test {

  private static final String SIGNED = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
  private static final String SIGNATURE =
      "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

  private final OctetKeyPair key =
      OctetKeyPair.parse(
          """
          {"kty":"OKP","crv":"Ed25519",
           "d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
           "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""");

  Ed25519Test() throws java.text.ParseException {}

  @Test
  void signsTheRfcVector() throws Exception {
    byte[] signature = new Ed25519.Signer(key).raw(SIGNED.getBytes(StandardCharsets.US_ASCII));
    assertThat(Base64URL.encode(signature)).hasToString(SIGNATURE);
  }

  @Test
  void verifiesTheRfcVectorAndNoOther() throws Exception {
    Ed25519.Verifier verifier = new Ed25519.Verifier(key.toPublicJWK());
    byte[] signature = new Base64URL(SIGNATURE).decode();
    assertThat(verifier.raw(SIGNED.getBytes(StandardCharsets.US_ASCII), signature)).isTrue();
    assertThat(verifier.raw((SIGNED + "A").getBytes(StandardCharsets.US_ASCII), signature))
        .isFalse();
    for (int i = 0; i < signature.length; i++) {
      byte[] damaged = signature.clone();
      damaged[i] ^= 1;
      assertThat(verifier.raw(SIGNED.getBytes(StandardCharsets.US_ASCII), damaged))
          .as("byte %d damaged", i)
          .isFalse();
    }
  }

  @Test
  void namesTheKeyByItsRfcThumbprint() {
    assertThat(KeySet.thumbprint(key)).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
  }

  @Test
  void makesKeysThatSign() throws Exception {
    OctetKeyPair made = Ed25519.newKeyPair();
    byte[] text = "text".getBytes(StandardCharsets.UTF_8);
    byte[] signature = new Ed25519.Signer(made).raw(text);
    assertThat(new Ed25519.Verifier(made.toPublicJWK()).raw(text, signature)).isTrue();
    assertThat(made.getKeyID()).isEqualTo(KeySet.thumbprint(made));
    assertThat(new Ed25519.Verifier(Ed25519.newKeyPair().toPublicJWK()).raw(text, signature))
        .isFalse();
  }
}
