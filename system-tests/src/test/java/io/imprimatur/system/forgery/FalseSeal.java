package io.imprimatur.system.forgery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.Sealer;
import io.imprimatur.testkit.TestKeys;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Seals that vouch for nothing, each for a text that was not approved. */
enum FalseSeal {
  NONE("there is no seal") {
    @Override
    String of(String article, Text text, ArticleApproved genuine) {
      return null;
    }
  },
  OF_ANOTHER_ARTICLE("the seal belongs to another article") {
    @Override
    String of(String article, Text text, ArticleApproved genuine) {
      return genuine.seal();
    }
  },
  WITH_AN_ALTERED_PAYLOAD("the seal's signature is wrong") {
    @Override
    String of(String article, Text text, ArticleApproved genuine) {
      String[] parts = genuine.seal().split("\\.");
      return parts[0] + "." + payload(article, text) + "." + parts[2];
    }
  },
  OF_AN_UNKNOWN_KEY("is none of the office's") {
    @Override
    String of(String article, Text text, ArticleApproved genuine) {
      return TEST_SEALER.seal(seal(article, text));
    }
  },
  OF_A_TEST_KEY_UNDER_THE_OFFICES_NAME("the seal's signature is wrong") {
    @Override
    String of(String article, Text text, ArticleApproved genuine) {
      return signedByTestKey(genuine.seal().split("\\.")[0] + "." + payload(article, text));
    }
  },
  WITH_ALG_NONE("alg is Ed25519, this one says none") {
    @Override
    String of(String article, Text text, ArticleApproved genuine) {
      String header =
          new String(Base64.getUrlDecoder().decode(genuine.seal().split("\\.")[0]), UTF_8);
      return base64(header.replace("Ed25519", "none")) + "." + payload(article, text) + ".";
    }
  };

  private static final TestKeys TEST_KEYS = TestKeys.create();
  private static final Sealer TEST_SEALER = Sealer.read(TEST_KEYS.file());

  /** Begins every Ed25519 private key in PKCS #8 (RFC 8410). */
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");

  final String reason;

  FalseSeal(String reason) {
    this.reason = reason;
  }

  /**
   * Makes one.
   *
   * @param genuine another article's approval
   */
  abstract String of(String article, Text text, ArticleApproved genuine);

  private static Seal seal(String article, Text text) {
    Instant approved = Instant.now();
    return new Seal(
        Seal.VERSION,
        article,
        1,
        1,
        Seal.Kind.NORMAL,
        Digest.of(text),
        text.title(),
        text.summary(),
        text.language(),
        text.section(),
        text.topics(),
        List.of(
            new Seal.Approval(1, "reviewer", "hmac-sha256:" + "0".repeat(64), approved),
            new Seal.Approval(2, "reviewer", "hmac-sha256:" + "1".repeat(64), approved)),
        approved,
        null);
  }

  private static String payload(String article, Text text) {
    return TEST_SEALER.seal(seal(article, text)).split("\\.")[1];
  }

  private static String signedByTestKey(String signed) {
    try {
      OctetKeyPair key =
          (OctetKeyPair) JWKSet.parse(Files.readString(TEST_KEYS.file())).getKeys().getFirst();
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
