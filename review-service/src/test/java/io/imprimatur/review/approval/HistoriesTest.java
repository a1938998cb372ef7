package io.imprimatur.review.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleRejected;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.ChangesRequested;
import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.Person;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.Step;
import io.imprimatur.events.StepApproved;
import io.imprimatur.kit.Refusal;
import io.imprimatur.seals.Seal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * Any history of an article: who edits, submits, decides, takes back, whose roles and which route
 * change in between, when publishing is heard. After each deed review has told exactly what {@link
 * Bookkeeper}, who knows nothing of how review does it, allows.
 */
class HistoriesTest {

  private static final int PEOPLE = 6;
  private static final String SECTION = "government";

  /** What somebody does, or what review hears. */
  sealed interface Deed {
    record Edit(int who) implements Deed {}

    record Submit(int who) implements Deed {}

    /**
     * @param stale names the digest of an earlier text
     * @param ahead how many steps beyond the open one the decision names; null names none
     */
    record Decide(int who, Verdict verdict, boolean stale, Integer ahead) implements Deed {}

    record TakeBack() implements Deed {}

    /** Publishing tells of the n-th approval from the last. */
    record Publish(int back) implements Deed {}

    record Refuse() implements Deed {}

    record Withdraw() implements Deed {}

    record Roles(int who, Set<String> roles, Set<String> sections) implements Deed {}

    record Route(List<String> groups) implements Deed {}
  }

  @Provide
  Arbitrary<List<Deed>> histories() {
    Arbitrary<Integer> who = Arbitraries.integers().between(0, PEOPLE - 1);
    Arbitrary<Set<String>> roles =
        Arbitraries.of(
            Set.of("reviewer"),
            Set.of("reviewer", "writer"),
            Set.of("reviewer", "chief-editor"),
            Set.of("chief-editor"),
            Set.of("writer"),
            Set.of("reviewer", "chief-editor", "administrator"),
            Set.of());
    Arbitrary<Set<String>> sections =
        Arbitraries.of(Set.of("*"), Set.of("*"), Set.of(SECTION), Set.of("tourism"), Set.of());
    Arbitrary<Verdict> verdicts =
        Arbitraries.frequency(
            Tuple.of(18, Verdict.APPROVE),
            Tuple.of(1, Verdict.REQUEST_CHANGES),
            Tuple.of(1, Verdict.REJECT));
    Arbitrary<Boolean> rarely = Arbitraries.frequency(Tuple.of(9, false), Tuple.of(1, true));
    Arbitrary<Integer> ahead = Arbitraries.of(0, 0, 0, 1).injectNull(0.7);
    Arbitrary<Deed> deed =
        Arbitraries.frequencyOf(
            Tuple.of(3, who.map(Deed.Edit::new)),
            Tuple.of(8, who.map(Deed.Submit::new)),
            Tuple.of(40, Combinators.combine(who, verdicts, rarely, ahead).as(Deed.Decide::new)),
            Tuple.of(1, Arbitraries.create(Deed.TakeBack::new)),
            Tuple.of(5, Arbitraries.integers().between(0, 2).map(Deed.Publish::new)),
            Tuple.of(1, Arbitraries.create(Deed.Refuse::new)),
            Tuple.of(1, Arbitraries.create(Deed.Withdraw::new)),
            Tuple.of(2, Combinators.combine(who, roles, sections).as(Deed.Roles::new)),
            Tuple.of(
                1,
                Arbitraries.of("reviewer", "reviewer", "chief-editor")
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(3)
                    .map(Deed.Route::new)));
    return deed.list().ofMinSize(1).ofMaxSize(150);
  }

  @Property(tries = 1_000)
  void whoHadAHandInATextNeverDecidesAndNobodyDecidesTwice(
      @ForAll("histories") List<Deed> history) {
    Scene scene = new Scene();
    Bookkeeper books = new Bookkeeper(PEOPLE, SECTION);
    scene.withRoute(steps(books.route()));
    for (Deed deed : history) {
      happens(scene, books, deed);
    }
    Statistics.label("texts approved").collect(Math.min(3, books.approvedRevisions().size()));
    Statistics.label("decisions of editors refused").collect(books.sawEditorTry());
    Statistics.label("second decisions refused").collect(books.sawSecondTry());
  }

  private static void happens(Scene scene, Bookkeeper books, Deed deed) {
    switch (deed) {
      case Deed.Edit e -> books.edited(id(e.who()));
      case Deed.Submit s -> submit(scene, books, s.who());
      case Deed.Decide d -> decide(scene, books, d);
      case Deed.TakeBack t -> takeBack(scene, books);
      case Deed.Publish p -> publish(scene, books, p.back());
      case Deed.Refuse r -> refuse(scene, books);
      case Deed.Withdraw w -> withdraw(scene, books);
      case Deed.Roles r -> books.holds(id(r.who()), r.roles(), r.sections());
      case Deed.Route r -> {
        books.routeIs(r.groups());
        scene.withRoute(steps(r.groups()));
      }
    }
    assertThat(scene.told()).as("what nobody asked for, after %s", deed).isEmpty();
  }

  private static void submit(Scene scene, Bookkeeper books, int who) {
    if (books.running()) {
      return; // drafting has locked the text
    }
    Set<String> editors = books.submitted(id(who));
    int revision = books.revision();
    var submission =
        new DraftSubmitted(
            revision,
            revision,
            Scene.text(revision),
            Scene.digest(revision),
            null,
            person(id(who)),
            editors.stream().map(HistoriesTest::person).toList(),
            Scene.NOW);
    scene.hears(submission);
    assertThat(scene.told()).hasSize(1);
  }

  private static void decide(Scene scene, Bookkeeper books, Deed.Decide deed) {
    if (books.revision() == 0) {
      return; // there is no text that could be named
    }
    String who = id(deed.who());
    Integer step = deed.ahead() == null ? null : books.openStep() + deed.ahead();
    Digest digest = Scene.digest(deed.stale() ? books.revision() + 7 : books.revision());
    boolean allowed = books.mayDecide(who) && !deed.stale() && (step == null || deed.ahead() == 0);

    Optional<String> refused = Optional.empty();
    try {
      scene.decides(
          new Reviewer(person(who), books.roles(who), books.sections(who)),
          new Decision(digest, deed.verdict(), "Because.", null, step));
    } catch (Refusal e) {
      refused = Optional.of(e.getMessage());
    }
    List<ReviewEvent> told = scene.told();
    if (!allowed) {
      assertThat(told).as("%s by %s, whom %s hinders", deed, who, books).isEmpty();
      return;
    }
    assertThat(refused).as("%s by %s, whom nothing in %s hinders", deed, who, books).isEmpty();
    int decided = books.openStep();
    books.decided(who, deed.verdict());
    switch (deed.verdict()) {
      case REQUEST_CHANGES -> assertThat(told).hasExactlyElementsOfTypes(ChangesRequested.class);
      case REJECT -> assertThat(told).hasExactlyElementsOfTypes(ArticleRejected.class);
      case APPROVE -> {
        StepApproved approved = (StepApproved) told.getFirst();
        assertThat(approved.by().id()).isEqualTo(who);
        assertThat(approved.step().number()).isEqualTo(decided);
        assertThat(told).hasSize(books.running() ? 1 : 2);
        if (!books.running()) {
          assertSealed(scene, books, (ArticleApproved) told.getLast());
        }
      }
    }
  }

  /** As many approvals as the round's route has steps, each by another person of its group. */
  private static void assertSealed(Scene scene, Bookkeeper books, ArticleApproved approved) {
    Seal seal = scene.verifier().verify(approved.seal(), Scene.ARTICLE);
    seal.check(Scene.ARTICLE, books.revision(), Scene.text(books.revision()));
    List<String> route = books.routeOfTheRound();
    assertThat(seal.approvals())
        .extracting(Seal.Approval::step)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, route.size()).boxed().toList());
    assertThat(seal.approvals()).extracting(Seal.Approval::role).containsExactlyElementsOf(route);
    assertThat(seal.approvals()).extracting(Seal.Approval::personHash).doesNotHaveDuplicates();
    assertThat(books.deciders()).hasSize(route.size()).doesNotHaveDuplicates();
  }

  private static void takeBack(Scene scene, Bookkeeper books) {
    if (books.revision() == 0) {
      return;
    }
    scene.hears(Scene.takeBack(books.revision(), books.revision()));
    books.takenBack();
    assertThat(scene.told()).hasSize(1);
  }

  private static void publish(Scene scene, Bookkeeper books, int back) {
    List<Integer> approved = books.approvedRevisions();
    if (!approved.isEmpty()) {
      int revision = approved.get(Math.max(0, approved.size() - 1 - back));
      scene.hears(
          new ArticlePublished(revision, Scene.digest(revision), "seal", "/p", null, Scene.NOW));
      books.published(revision);
    }
  }

  private static void refuse(Scene scene, Bookkeeper books) {
    List<Integer> approved = books.approvedRevisions();
    if (!approved.isEmpty()) {
      int revision = approved.getLast();
      scene.hears(
          new PublicationRefused(revision, revision, Scene.digest(revision), "no", Scene.NOW));
    }
  }

  private static void withdraw(Scene scene, Bookkeeper books) {
    if (books.publishedRevision() > 0) {
      scene.hears(
          new ArticleWithdrawn(books.publishedRevision(), "no", person("mia.roth"), Scene.NOW));
    }
  }

  private static String id(int who) {
    return "person-" + who;
  }

  private static Person person(String id) {
    return new Person(id, id);
  }

  private static Step[] steps(List<String> groups) {
    return IntStream.rangeClosed(1, groups.size())
        .mapToObj(number -> Scene.step(number, groups.get(number - 1)))
        .toArray(Step[]::new);
  }
}
