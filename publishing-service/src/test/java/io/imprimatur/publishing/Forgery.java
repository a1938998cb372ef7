package io.imprimatur.publishing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.TestKeys;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** Approvals that are none, each made from a genuine one that nobody has sent yet. */
enum Forgery {
  WITHOUT_A_SEAL("there is no seal") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      return with(e, e.text(), e.digest(), null);
    }
  },
  WITH_AN_EMPTY_SEAL("there is no seal") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      return with(e, e.text(), e.digest(), "");
    }
  },
  WITH_SOMETHING_ELSE_FOR_A_SEAL("a seal has three parts") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      return with(e, e.text(), e.digest(), "approved, trust me");
    }
  },
  WITH_ANOTHER_BODY("the text was changed after it was sealed") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      Text altered = Samples.withBody(e.text(), FORGED_BODY);
      return with(e, altered, Digest.of(altered), e.seal());
    }
  },
  WITH_ANOTHER_BODY_UNDER_THE_OLD_DIGEST("the text was changed after it was sealed") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      return with(e, Samples.withBody(e.text(), FORGED_BODY), e.digest(), e.seal());
    }
  },
  WITH_A_DIGEST_THAT_DOES_NOT_FIT("the event names another digest than the seal") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      Digest other = Digest.of(Samples.withBody(e.text(), FORGED_BODY));
      return with(e, e.text(), other, e.seal());
    }
  },
  WITH_ANOTHER_ARTICLES_SEAL("the seal belongs to another article") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      String other = RunningSite.newArticle();
      return with(
          e,
          e.text(),
          e.digest(),
          Samples.approval(RunningSite.SEALER, other, e.revision(), e.text()).seal());
    }
  },
  WITH_ANOTHER_REVISIONS_SEAL("the seal vouches for revision") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      return new ArticleApproved(
          e.revision() + 1, e.round(), e.text(), e.digest(), e.seal(), null, e.at());
    }
  },
  WITH_ANOTHER_ROUNDS_SEAL("the seal vouches for round") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      return new ArticleApproved(
          e.revision(), e.round() + 1, e.text(), e.digest(), e.seal(), null, e.at());
    }
  },
  UNDER_A_STRANGERS_KEY("is none of the office's") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      Text altered = Samples.withBody(e.text(), FORGED_BODY);
      return Samples.approval(Sealer.read(STRANGER.file()), article, e.revision(), altered);
    }
  },
  UNDER_A_STRANGERS_KEY_WITH_THE_OFFICES_NAME("the seal's signature is wrong") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      Text altered = Samples.withBody(e.text(), FORGED_BODY);
      String header = e.seal().split("\\.")[0]; // names the office's key
      String payload =
          Samples.approval(Sealer.read(STRANGER.file()), article, e.revision(), altered)
              .seal()
              .split("\\.")[1];
      return with(e, altered, Digest.of(altered), signedByStranger(header + "." + payload));
    }
  },
  WITH_THE_SIGNATURE_OF_ANOTHER_PAYLOAD("the seal's signature is wrong") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      Text altered = Samples.withBody(e.text(), FORGED_BODY);
      String[] parts = e.seal().split("\\.");
      String payload =
          new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)
              .replace(e.digest().value(), Digest.of(altered).value());
      String seal = parts[0] + "." + base64(payload) + "." + parts[2];
      return with(e, altered, Digest.of(altered), seal);
    }
  },
  WITH_ALG_NONE("alg is Ed25519, this one says none") {
    @Override
    ArticleApproved of(String article, ArticleApproved e) {
      Text altered = Samples.withBody(e.text(), FORGED_BODY);
      String[] parts = e.seal().split("\\.");
      String header =
          new String(Base64.getUrlDecoder().decode(parts[0]), UTF_8).replace("Ed25519", "none");
      String payload =
          new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8)
              .replace(e.digest().value(), Digest.of(altered).value());
      String seal = base64(header) + "." + base64(payload) + ".";
      return with(e, altered, Digest.of(altered), seal);
    }
  };

  static final String FORGED_BODY = "<p>Nobody approved this.</p>";

  private static final TestKeys STRANGER = TestKeys.create();

  /** Begins every Ed25519 private key in PKCS #8 (RFC 8410). */
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  final String reason;

  Forgery(String reason) {
    this.reason = reason;
  }

  /**
   * Forges.
   *
   * @param genuine what review would have told
   */
  abstract ArticleApproved of(String article, ArticleApproved genuine);

  private static ArticleApproved with(ArticleApproved e, Text text, Digest digest, String seal) {
    return new ArticleApproved(
        e.revision(), e.round(), text, digest, seal, e.translationOf(), e.at());
  }

  private static String signedByStranger(String signed) {
    try {
      OctetKeyPair key =
          (OctetKeyPair) JWKSet.parse(Files.readString(STRANGER.file())).getKeys().getFirst();
      var encoded = new ByteArrayOutputStream();
      encoded.writeBytes(PKCS8);
      encoded.writeBytes(key.getDecodedD());
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(new PKCS8EncodedKeySpec(encoded.toByteArray())));
      signature.update(signed.getBytes(US_ASCII));
      return signed
          + "."
          + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
