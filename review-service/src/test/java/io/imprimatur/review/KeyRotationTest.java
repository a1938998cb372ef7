package io.imprimatur.review;

import static io.imprimatur.testkit.TestPerson.ADAM_FREY;
import static io.imprimatur.testkit.TestPerson.LIN_YUE;
import static io.imprimatur.testkit.TestPerson.SARA_OLSEN;
import static io.imprimatur.testkit.TestPerson.WANG_MIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSObject;
import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.seals.SealKeys;
import io.imprimatur.seals.SealVerifier;
import io.imprimatur.testkit.Http;
import io.imprimatur.testkit.KeyScript;
import io.imprimatur.testkit.TestBroker;
import io.imprimatur.testkit.TestKeys;
import io.imprimatur.testkit.TestNeighbour;
import io.imprimatur.testkit.TestPerson;
import io.imprimatur.testkit.TestStore;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The office changes its sealing key while two instances work, restarted one by one. At each moment
 * whoever asks either of them for the keys gets those of every seal.
 */
class KeyRotationTest {

  @TempDir Path folder;

  private final String system = "keys-" + UUID.randomUUID().toString().substring(0, 8);
  private final TestNeighbour drafting = new TestNeighbour(system, "drafting");
  private final TestNeighbour publishing = new TestNeighbour(system, "publishing");

  /** A text with its seal, as review told of it. */
  private record Sealed(String article, ArticleApproved approved) {

    String kid() {
      try {
        return JWSObject.parse(approved.seal()).getHeader().getKeyID();
      } catch (ParseException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Test
  void neitherInstanceEverSealsWithAKeyThatTheOtherDoesNotPublish() {
    try (TestKeys keys = TestKeys.create()) {
      Map<String, String> settings =
          Instance.settings(TestStore.newDatabase(KeyRotationTest.class), keys);
      KeyScript file = new KeyScript(keys.file());
      String old = file.signing();
      Instance one = Instance.start(system, settings);
      Instance other = Instance.start(system, settings);
      try {
        Sealed before = sealedBy(one);
        assertThat(before.kid()).isEqualTo(old);

        String fresh = file.add();
        one = restarted(one, settings);
        Sealed between = sealedBy(one);
        assertThat(between.kid()).as("it is published first").isEqualTo(old);
        assertVerifies(between, other);
        other = restarted(other, settings);

        file.sign(fresh);
        one = restarted(one, settings);
        Sealed first = sealedBy(one);
        assertThat(first.kid()).isEqualTo(fresh);
        assertVerifies(first, other);
        Sealed last = sealedBy(other);
        assertThat(last.kid()).as("not restarted yet").isEqualTo(old);
        assertVerifies(last, one);
        one.close();
        assertHeard(other, first); // alone: it is the one that hears, and it signs with the old key
        one = Instance.start(system, settings);
        other = restarted(other, settings);
        assertThat(sealedBy(other).kid()).isEqualTo(fresh);

        file.retire(old);
        assertThat(file.secrets()).isEqualTo(1);
        one = restarted(one, settings);
        assertVerifies(before, one);
        assertVerifies(sealedBy(one), other);
        other.close();
        assertHeard(one, before); // sealed with a key of which one has the public part only
      } finally {
        one.close();
        other.close();
      }
    }
  }

  private Instance restarted(Instance instance, Map<String, String> settings) {
    instance.close();
    return Instance.start(system, settings);
  }

  /** A text whose last approval is given at this instance, which seals it. */
  private Sealed sealedBy(Instance instance) {
    String article = RunningService.newArticle();
    Text text = Samples.text("Keys", "services");
    drafting.tells(article, Samples.submission(text, 1, 1, LIN_YUE));
    await()
        .atMost(RunningService.SOON)
        .until(
            () -> instance.api().get(WANG_MIN, "/api/reviews/" + article).status(),
            status -> status == 200);
    for (TestPerson reviewer : new TestPerson[] {WANG_MIN, SARA_OLSEN}) {
      Http.Answer decided =
          instance
              .api()
              .post(
                  reviewer,
                  "/api/reviews/" + article + "/decisions",
                  "{\"digest\":\"%s\",\"verdict\":\"approve\"}".formatted(Digest.of(text)));
      assertThat(decided.status()).as(decided.body()).isEqualTo(200);
    }
    var told =
        await()
            .atMost(RunningService.SOON)
            .until(
                () -> TestBroker.topics().readEvents(system + ".review", article),
                records -> records.size() >= 4);
    return new Sealed(article, (ArticleApproved) told.getLast().event());
  }

  /** By a verifier that knows nothing yet and happens to ask this instance for the keys. */
  private void assertVerifies(Sealed sealed, Instance asked) {
    String port = asked.context().getEnvironment().getRequiredProperty("local.server.port");
    SealKeys fetched =
        new SealKeys(
            URI.create("http://127.0.0.1:" + port + "/.well-known/jwks.json"),
            folder.resolve(UUID.randomUUID() + ".json"));
    new SealVerifier(fetched)
        .verify(sealed.approved().seal(), sealed.article())
        .check(sealed.article(), 1, sealed.approved().text());
  }

  /** Review itself believes publishing's word about that text. */
  private void assertHeard(Instance instance, Sealed sealed) {
    ArticleApproved approved = sealed.approved();
    publishing.tells(
        sealed.article(),
        new ArticlePublished(1, approved.digest(), approved.seal(), "/p", null, Instant.now()));
    TestBroker.topics()
        .awaitDrained(system + ".review", RunningService.SOON, system + ".publishing");
    Http.Answer parked =
        instance.api().get(ADAM_FREY, "/api/parked-events?article=" + sealed.article());
    assertThat(parked.status()).isEqualTo(200);
    assertThat(parked.json().isEmpty()).as(parked.body()).isTrue();
  }
}
