package io.imprimatur.review.approval;

import io.imprimatur.events.Digest;
import io.imprimatur.events.DraftSubmitted;
import io.imprimatur.events.LifecycleEvent;
import io.imprimatur.events.LocalName;
import io.imprimatur.events.Person;
import io.imprimatur.events.ReviewEvent;
import io.imprimatur.events.Step;
import io.imprimatur.events.TakeBackRequested;
import io.imprimatur.events.Text;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.seals.NewSealKey;
import io.imprimatur.seals.SealVerifier;
import io.imprimatur.seals.Sealer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** One article at the desk of review, with nothing around it but memory. */
final class Scene {

  static final String ARTICLE = "01939c6e-7b1a-7cc0-8000-0123456789ab";
  static final Instant NOW = Instant.parse("2026-11-24T08:00:00.123Z");
  static final Person LIN = new Person("lin.yue", "Lin Yue");
  static final Person TOM = new Person("tom.baker", "Tom Baker");
  static final Reviewer WANG = reviewer("wang.min", Set.of("reviewer"), Set.of("*"));
  static final Reviewer SARA = reviewer("sara.olsen", Set.of("reviewer"), Set.of("*"));
  static final Reviewer ZHAO =
      reviewer("zhao.lei", Set.of("reviewer"), Set.of("tourism", "services"));
  static final Reviewer CHEN = reviewer("chen.bo", Set.of("reviewer", "chief-editor"), Set.of("*"));

  private final Sealer sealer = Sealer.of(NewSealKey.fresh());
  private final Map<Digest, Text> kept = new HashMap<>();
  private final List<ReviewEvent> told = new ArrayList<>();
  private final Approvals approvals;
  private final Hearing hearing;
  private List<Step> route = List.of(step(1, "reviewer"), step(2, "reviewer"));
  private Review review;
  private Retold retold = Retold.NONE;

  Scene() {
    review = new NotSubmitted(Dossier.blank(ARTICLE, Salt.random(new SecureRandom())));
    Texts texts = new MemoryTexts();
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    approvals = new Approvals(new OneReview(), texts, sealer, clock);
    hearing = new Hearing(texts, new OneRoute(), clock);
  }

  static Reviewer reviewer(String id, Set<String> roles, Set<String> sections) {
    return new Reviewer(new Person(id, id), roles, sections);
  }

  static Step step(int number, String group) {
    return new Step(number, new LocalName("第" + number + "步", "Step " + number), group);
  }

  static Text text(int revision) {
    return text(revision, "government");
  }

  static Text text(int revision, String section) {
    return new Text(
        "Title", "Summary", "<p>" + revision + "</p>", section, "en", List.of(), "", List.of());
  }

  static Digest digest(int revision) {
    return Digest.of(text(revision));
  }

  static DraftSubmitted submission(int revision, int round, Person... editors) {
    return submission(text(revision), revision, round, editors);
  }

  static DraftSubmitted submission(Text text, int revision, int round, Person... editors) {
    return new DraftSubmitted(
        revision, round, text, Digest.of(text), null, LIN, List.of(editors), NOW.minusSeconds(60));
  }

  static TakeBackRequested takeBack(int revision, int round) {
    return new TakeBackRequested(revision, round, LIN, NOW.minusSeconds(30));
  }

  Scene withRoute(Step... steps) {
    route = List.of(steps);
    return this;
  }

  Review review() {
    return review;
  }

  Round round() {
    return review instanceof UnderReview running ? running.round() : ((Ended) review).round();
  }

  /** Somebody removes a text from the store. */
  void forgets(Digest digest) {
    kept.remove(digest);
  }

  /** What was told since the last look. */
  List<ReviewEvent> told() {
    List<ReviewEvent> all = List.copyOf(told);
    told.clear();
    return all;
  }

  SealVerifier verifier() {
    return new SealVerifier(sealer.publicKeys());
  }

  void hears(LifecycleEvent event) {
    hearing.hear(event, review, retold).ifPresent(this::write);
  }

  /** The database is put back to an older state. */
  void isPutBackTo(Review older) {
    review = older;
    retold = Retold.NONE;
    told.clear();
  }

  /** An event that was told since. */
  void takesOver(ReviewEvent event) {
    Resumption resumed = Resumption.takeOver(review, retold, event);
    review = resumed.review();
    retold = resumed.rest();
  }

  Retold retold() {
    return retold;
  }

  DecisionTaken decides(Reviewer who, Decision decision) {
    return approvals.decide(ARTICLE, who, decision, new Idempotency(null, who.id(), ""));
  }

  DecisionTaken approves(Reviewer who) {
    return decides(who, new Decision(round().digest(), Verdict.APPROVE, null, null, null));
  }

  DecisionTaken says(Reviewer who, Verdict verdict) {
    return decides(who, new Decision(round().digest(), verdict, "Because.", null, null));
  }

  private void write(Change change) {
    review = change.next();
    retold = change.retold() == null ? retold : change.retold();
    told.addAll(change.events());
  }

  private final class MemoryTexts implements Texts {
    @Override
    public void keep(Digest digest, Text text) {
      kept.put(digest, text);
    }

    @Override
    public Optional<Text> find(Digest digest) {
      return Optional.ofNullable(kept.get(digest));
    }
  }

  private final class OneRoute implements Routes {
    @Override
    public List<Step> stepsFor(String section) {
      return route;
    }

    @Override
    public List<Route> all() {
      return List.of();
    }

    @Override
    public Route of(String section) {
      return new Route(section, route, true, 1, null, null);
    }

    @Override
    public List<RouteChange> changes(String section) {
      return List.of();
    }

    @Override
    public List<RouteChange> latestChanges(int most) {
      return List.of();
    }

    @Override
    public Route set(Wanted wanted, Idempotency key) {
      route = wanted.own().orElseThrow();
      return of(wanted.section());
    }
  }

  private final class OneReview implements Reviews {
    @Override
    public Optional<Review> find(String articleId) {
      return Optional.of(review).filter(r -> r.dossier().articleId().equals(articleId));
    }

    @Override
    public <R> R change(
        String articleId,
        Idempotency key,
        Class<R> answer,
        Function<Optional<Review>, Result<R>> decide) {
      Result<R> result = decide.apply(find(articleId));
      result.change().ifPresent(Scene.this::write);
      return result.answer();
    }

    @Override
    public Page<Review> list(Listing listing, Paging paging) {
      return new Page<>(List.of(review), null);
    }

    @Override
    public long count(Listing listing, int most) {
      return 1;
    }
  }
}
