package io.imprimatur.publishing.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.Digest;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every state with every approval and command: where it leads, and what is told. */
class TransitionsTest {

  private static final String ARTICLE = "01939c6e-7b1a-7cc0-8000-0123456789ab";
  private static final Address ADDRESS = new Address("/en/news/2026/title-456789ab");
  private static final Address OTHER = new Address("/en/news/2027/other-456789ab");
  private static final Instant PUBLISHED = Instant.parse("2026-11-24T10:00:00Z");
  private static final Instant WITHDRAWN = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-24T14:00:00Z");
  private static final Person MIA = new Person("mia.roth", "Mia Roth");

  /** "early" was approved before the withdrawal, "late" after it. */
  private static final String TABLE =
      """
      state              | what comes          | next               | told
      unpublished        | early               | published          | ArticlePublished
      unpublished        | late                | published          | ArticlePublished
      unpublished        | early, bad          | refused            | PublicationRefused
      refused            | early               | published          | ArticlePublished
      refused            | late                | published          | ArticlePublished
      refused            | early, bad          | refused            | PublicationRefused
      published          | early               | published          | ArticleUpdated
      published          | late                | published          | ArticleUpdated
      published          | early, bad          | published, refusal | PublicationRefused
      published          | late, in Chinese    | published, refusal | PublicationRefused
      published          | withdraw            | withdrawn          | ArticleWithdrawn
      published, refusal | early               | published          | ArticleUpdated
      published, refusal | early, bad          | published, refusal | PublicationRefused
      published, refusal | withdraw            | withdrawn, refusal | ArticleWithdrawn
      withdrawn          | early               | withdrawn, refusal | PublicationRefused
      withdrawn          | at the withdrawal   | withdrawn, refusal | PublicationRefused
      withdrawn          | early, bad          | withdrawn, refusal | PublicationRefused
      withdrawn          | late                | published          | ArticleUpdated
      withdrawn          | late, bad           | withdrawn, refusal | PublicationRefused
      withdrawn          | late, in Chinese    | withdrawn, refusal | PublicationRefused
      withdrawn, refusal | late                | published          | ArticleUpdated
      """;

  @TestFactory
  List<DynamicTest> eachStateWithWhateverComes() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String line : TABLE.lines().skip(1).toList()) {
      String[] row = line.strip().split("\\s*\\|\\s*");
      tests.add(
          DynamicTest.dynamicTest(
              row[0] + " + " + row[1],
              () -> {
                Change change = apply(state(row[0]), row[1]);
                assertThat(name(change.next())).isEqualTo(row[2]);
                assertThat(change.events())
                    .singleElement()
                    .extracting(e -> e.getClass().getSimpleName())
                    .isEqualTo(row[3]);
                assertThat(change.events()).extracting(LifecycleEvent::at).containsOnly(NOW);
                keepsItsAddress(state(row[0]), change.next());
              }));
    }
    return tests;
  }

  @Test
  void whatIsTooOldAfterAWithdrawalSaysSoEvenWhereItBreaksARuleToo() {
    Change change = apply(state("withdrawn"), "early, bad");
    assertThat(((PublicationRefused) change.events().getFirst()).reason())
        .isEqualTo("withdrawn meanwhile");
  }

  @Test
  void aPageThatStandsAgainKeepsItsFirstDayAndSaysThatItWasUpdated() {
    Published again = (Published) apply(state("withdrawn"), "late").next();
    assertThat(again.publishedAt()).isEqualTo(PUBLISHED);
    assertThat(again.updatedAt()).contains(NOW);
    assertThat(again.address()).isEqualTo(ADDRESS);
  }

  @Test
  void aRefusedUpdateLeavesThePageAsItWas() {
    Published before = (Published) state("published");
    Published after = (Published) apply(before, "early, bad").next();
    assertThat(after.live()).isEqualTo(before.live());
    assertThat(after.updatedAt()).isEmpty();
    assertThat(after.refusal().orElseThrow().reason()).isEqualTo("a bad word");
  }

  private static void keepsItsAddress(Publication before, Publication after) {
    boolean stood = before instanceof Published || before instanceof Withdrawn;
    switch (after) {
      case Published p -> assertThat(p.address()).isEqualTo(stood ? ADDRESS : OTHER);
      case Withdrawn w -> assertThat(w.address()).isEqualTo(ADDRESS);
      case Refused r -> assertThat(stood).isFalse();
      case Unpublished u -> throw new AssertionError("nothing leads back to nothing");
    }
  }

  private static Change apply(Publication before, String what) {
    if (what.equals("withdraw")) {
      return ((Published) before).withdraw(MIA, "Wrong date.", NOW);
    }
    Instant approvedAt =
        what.startsWith("late")
            ? WITHDRAWN.plusMillis(1)
            : what.startsWith("at") ? WITHDRAWN : WITHDRAWN.minusSeconds(60);
    SealedText text = text(2, what.endsWith("Chinese") ? "zh" : "en", approvedAt);
    Optional<String> objection =
        what.endsWith("bad") ? Optional.of("a bad word") : Optional.empty();
    return before.approve(text, objection, (id, t, at) -> OTHER, NOW);
  }

  private static Publication state(String name) {
    Edition live = text(1, "en", PUBLISHED.minusSeconds(60)).edition();
    Optional<RefusedText> refusal =
        name.endsWith("refusal")
            ? Optional.of(text(1, "en", PUBLISHED).refused("a rule", PUBLISHED))
            : Optional.empty();
    return switch (name.split(",")[0]) {
      case "unpublished" -> new Unpublished(ARTICLE);
      case "refused" -> new Refused(ARTICLE, text(1, "en", PUBLISHED).refused("a rule", PUBLISHED));
      case "published" ->
          new Published(ARTICLE, ADDRESS, live, PUBLISHED, Optional.empty(), refusal);
      case "withdrawn" ->
          new Withdrawn(
              ARTICLE, ADDRESS, live, PUBLISHED, Optional.empty(), WITHDRAWN, MIA, "Why.", refusal);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String name(Publication publication) {
    String state = publication.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    boolean more = !(publication instanceof Refused) && publication.refusal().isPresent();
    return more ? state + ", refusal" : state;
  }

  private static SealedText text(int revision, String language, Instant approvedAt) {
    Text text = new Text("Title", "", "<p>x</p>", "tourism", language, List.of(), "", List.of());
    return new SealedText(
        revision, revision, text, Digest.of(text), "seal", approvedAt, null, null);
  }
}
