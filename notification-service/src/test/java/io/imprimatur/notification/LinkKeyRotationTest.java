package io.imprimatur.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.notification.delivery.smtp.PostOffice;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.KeyScript;
import io.imprimatur.testkit.TestStore;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The key of links is changed as docs/operations/keys.md says, and whichever instance a reader's
 * link leads to reads it.
 */
class LinkKeyRotationTest {

  private static final Pattern LINK =
      Pattern.compile("http://localhost:8403(/subscriptions/confirm\\?token=[^&\\s]+)");

  private final String system = "links-" + UUID.randomUUID().toString().substring(0, 8);
  private final String mongo = TestStore.newDatabase(LinkKeyRotationTest.class);

  @TempDir Path folder;
  private KeyScript keys;

  @BeforeEach
  void firstKey() {
    keys = KeyScript.ofLinks(folder.resolve("subscription.key"));
    keys.add();
  }

  @Test
  void linksOfTheOldKeyWorkUntilItIsRemovedAndForgedOnesNever() throws Exception {
    String old = keys.signing();
    String forged = forged();
    String first;
    String second;
    try (Watched service = start()) {
      first = mailed(service, "ann@example.org");
      second = mailed(service, "ben@example.org");
      assertThat(opened(service, first)).isEqualTo(200);
      assertThat(opened(service, forged)).isEqualTo(400);
    }
    keys.sign(keys.add());
    String third;
    try (Watched service = start()) {
      third = mailed(service, "cleo@example.org");
      assertThat(opened(service, first)).isEqualTo(200);
      assertThat(pressed(service, first)).isEqualTo(303);
      assertThat(opened(service, third)).isEqualTo(200);
      assertThat(opened(service, forged)).isEqualTo(400);
    }
    keys.remove(old);
    try (Watched service = start()) {
      assertThat(opened(service, second)).isEqualTo(400);
      assertThat(pressed(service, second)).isEqualTo(400);
      assertThat(pressed(service, third)).isEqualTo(303);
      assertThat(opened(service, forged)).isEqualTo(400);
    }
  }

  @Test
  void anInstanceThatKnowsTheNextKeyReadsLinksOfOneThatSignsWithItAlready() throws Exception {
    String fresh = keys.add();
    try (Watched knows = start()) {
      keys.sign(fresh);
      try (Watched signs = start()) {
        assertThat(opened(knows, mailed(signs, "ann@example.org"))).isEqualTo(200);
        assertThat(opened(signs, mailed(knows, "ben@example.org"))).isEqualTo(200);
      }
    }
  }

  private Watched start() {
    return start(system, mongo, keys);
  }

  /** An instance that sends only the mails that it is asked for itself. */
  private static Watched start(String system, String mongo, KeyScript keys) {
    return new Watched(
        system,
        Map.of(
            "spring.mongodb.uri",
            mongo,
            "SUBSCRIPTION_TOKEN_KEY_FILE",
            keys.file().toString(),
            "imprimatur.subscriptions.poll",
            "1h"));
  }

  /** A link of a key that nobody here has; what it says is genuine. */
  private String forged() throws Exception {
    KeyScript others = KeyScript.ofLinks(folder.resolve("others.key"));
    others.add();
    String strange = TestStore.newDatabase(LinkKeyRotationTest.class);
    try (Watched elsewhere = start("links-" + UUID.randomUUID(), strange, others)) {
      return mailed(elsewhere, "ann@example.org");
    }
  }

  /** The link in the mail with which this instance asks an address to confirm. */
  private static String mailed(Watched service, String address) throws Exception {
    PostOffice post = service.post;
    Http.Answer asked =
        service.http.post(
            null,
            "/api/subscriptions",
            "{\"address\":\"%s\",\"sections\":[\"*\"],\"language\":\"zh\"}".formatted(address));
    assertThat(asked.status()).isEqualTo(202);
    await().atMost(Watched.SOON).until(() -> post.lettersTo(address).size() == 1);
    MimeMultipart parts = (MimeMultipart) post.lettersTo(address).getFirst().parsed().getContent();
    Matcher link = LINK.matcher((String) parts.getBodyPart(0).getContent());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static int opened(Watched service, String link) {
    return service.http.get(null, link).status();
  }

  private static int pressed(Watched service, String link) {
    String token = link.substring(link.indexOf("token="));
    return service.http.form("/subscriptions/confirm", token).status();
  }
}
