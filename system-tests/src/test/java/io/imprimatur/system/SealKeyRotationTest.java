package io.imprimatur.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.imprimatur.system.Http.Answer;
import io.imprimatur.testkit.KeyScript;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The office changes its sealing key, as docs/operations/keys.md says, on real processes. */
@ExtendWith(OneStack.class)
@Tag("kills")
class SealKeyRotationTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void whatTheOldKeySealedStaysAndWhatIsApprovedNowHasTheNewOne(Stack stack) throws Exception {
    Newsroom newsroom = new Newsroom(stack);
    KeyScript file = new KeyScript(stack.state().resolve("keys/seal.jwks.json"));
    String reader = "reader-" + UUID.randomUUID() + "@example.org";
    newsroom.subscribe(reader, "government", "en");
    String old = file.signing();
    String earlier = submitted(newsroom, "Sealed before the key was changed");
    approve(newsroom, earlier);
    String earlierPage = assertPublished(newsroom, earlier, old);
    newsroom.alert(earlier, "completed");
    newsroom.drained();

    // Two of those who verify are away meanwhile; what they keep becomes stale.
    stack.stop("publishing", "notification");
    String fresh = file.add();
    restart(stack, "review");
    file.sign(fresh);
    restart(stack, "review");
    for (String verifier : List.of("publishing", "notification")) {
      assertThat(Files.readString(kept(stack, verifier))).contains(old).doesNotContain(fresh);
    }
    String later = submitted(newsroom, "Sealed after the key was changed");
    approve(newsroom, later);
    stack.mend();

    String laterPage = assertPublished(newsroom, later, fresh);
    newsroom.alert(later, "completed");
    newsroom.drained();
    assertThat(newsroom.mails(reader))
        .extracting(m -> m.get("Subject").asString())
        .contains("Sealed before the key was changed", "Sealed after the key was changed");
    assertThat(newsroom.timeline(later)).contains("approved", "published", "alert-completed");
    for (String verifier : List.of("drafting", "publishing", "notification")) {
      assertThat(Files.readString(kept(stack, verifier))).contains(old, fresh);
    }
    assertProven(earlierPage, old);

    // Nobody can seal with the old key any more, and a verifier that begins with nothing learns it.
    file.retire(old);
    assertThat(file.secrets()).isEqualTo(1);
    restart(stack, "review");
    stack.stop("publishing");
    Files.delete(kept(stack, "publishing"));
    stack.mend("publishing");
    assertProven(earlierPage, old);
    assertProven(laterPage, fresh);
    assertNothingParked(stack, earlier, later);
  }

  private static void restart(Stack stack, String part) {
    stack.stop(part);
    stack.mend(part);
  }

  private static Path kept(Stack stack, String verifier) {
    return stack.state().resolve("data").resolve(verifier).resolve("seal-keys.json");
  }

  private static String submitted(Newsroom newsroom, String title) {
    String article = newsroom.write(title, "<p>The words.</p>", "government", "en");
    newsroom.submit(article);
    return article;
  }

  private static void approve(Newsroom newsroom, String article) {
    newsroom.approve(article, Newsroom.FIRST_REVIEWER, 1);
    newsroom.approve(article, Newsroom.SECOND_REVIEWER, 2);
  }

  /** The page's address, once it stands there with a seal by this key. */
  private static String assertPublished(Newsroom newsroom, String article, String kid) {
    JsonNode publication = newsroom.publication(article, "published");
    assertThat(kid(publication.get("seal").asString())).isEqualTo(kid);
    String page = publication.get("url").asString();
    assertProven(page, kid);
    return page;
  }

  /** Each is made from the database, and so proven anew, after a start. */
  private static void assertProven(String page, String kid) {
    Answer shown =
        await(page).atMost(SOON).until(() -> Http.get(page), answer -> answer.status() == 200);
    assertThat(shown.body()).contains("The words.");
    assertThat(kid(Http.get(page + "/proof/seal.jws").body().strip())).isEqualTo(kid);
    assertThat(Http.get(page + "/proof/key.pem").body()).startsWith("-----BEGIN PUBLIC KEY-----");
  }

  private static String kid(String jws) {
    byte[] header = Base64.getUrlDecoder().decode(jws.substring(0, jws.indexOf('.')));
    return JSON.readTree(new String(header, StandardCharsets.UTF_8)).get("kid").asString();
  }

  private static void assertNothingParked(Stack stack, String... articles) {
    for (String service : Newsroom.SERVICES) {
      for (String article : articles) {
        String url = stack.url(service) + "/api/parked-events?article=" + article;
        Answer parked = Http.get(url, stack.token(Newsroom.ADMINISTRATOR));
        assertThat(parked.status()).isEqualTo(200);
        assertThat(parked.json().isEmpty()).as(service + ": " + parked.body()).isTrue();
      }
    }
  }
}
