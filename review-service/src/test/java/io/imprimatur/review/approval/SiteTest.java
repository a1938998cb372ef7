package io.imprimatur.review.approval;

import static io.imprimatur.review.approval.Scene.CHEN;
import static io.imprimatur.review.approval.Scene.LIN;
import static io.imprimatur.review.approval.Scene.NOW;
import static io.imprimatur.review.approval.Scene.SARA;
import static io.imprimatur.review.approval.Scene.WANG;
import static io.imprimatur.review.approval.Scene.digest;
import static io.imprimatur.review.approval.Scene.submission;
import static io.imprimatur.review.approval.Scene.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.imprimatur.events.ArticlePublished;
import io.imprimatur.events.ArticleUpdated;
import io.imprimatur.events.ArticleWithdrawn;
import io.imprimatur.events.PublicationRefused;
import io.imprimatur.events.Text;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What review knows of the public site, and how much each submission changes. */
class SiteTest {

  private final Scene scene = new Scene();

  private void approved(int revision) {
    scene.hears(submission(revision, revision));
    scene.approves(WANG);
    scene.approves(SARA);
  }

  private static ArticlePublished published(int revision) {
    return new ArticlePublished(revision, digest(revision), "seal", "/p", null, NOW);
  }

  private static ArticleUpdated updated(int revision) {
    return new ArticleUpdated(revision, digest(revision), "seal", "/p", NOW, NOW);
  }

  private Dossier dossier() {
    return scene.review().dossier();
  }

  @Test
  void whatStandsOnTheSiteIsTheNewestOfWhatWasPublishedUntilItIsWithdrawn() {
    approved(1);
    assertThat(dossier().live()).isNull();
    scene.hears(published(1));
    assertThat(dossier().live()).isEqualTo(new Live(1, digest(1), NOW));
    approved(2);
    assertThat(dossier().live().revision()).as("approved is not published").isEqualTo(1);
    scene.hears(updated(2));
    scene.hears(updated(1));
    assertThat(dossier().live()).as("told late").isEqualTo(new Live(2, digest(2), NOW));
    scene.hears(new ArticleWithdrawn(1, "Wrong.", LIN, NOW));
    assertThat(dossier().live()).as("that revision was gone already").isNotNull();
    scene.hears(new ArticleWithdrawn(2, "Wrong.", LIN, NOW));
    assertThat(dossier().live()).isNull();
    assertThat(dossier().published()).isEqualTo(2);
    assertThat(dossier().news())
        .extracting(SiteNews::kind)
        .containsExactly(
            SiteNews.Kind.PUBLISHED,
            SiteNews.Kind.UPDATED,
            SiteNews.Kind.UPDATED,
            SiteNews.Kind.WITHDRAWN,
            SiteNews.Kind.WITHDRAWN);
    assertThat(dossier().news().getLast().reason()).isEqualTo("Wrong.");
  }

  @Test
  void whatTheSiteRefusesIsNoLongerShownAsApproved() {
    approved(1);
    scene.hears(new PublicationRefused(1, 1, digest(1), "img is not allowed", NOW));
    assertThat(scene.review()).isInstanceOf(Unpublished.class);
    assertThat(((Ended) scene.review()).outcome()).isEqualTo(Outcome.PUBLICATION_REFUSED);
    assertThat(dossier().news().getLast().reason()).isEqualTo("img is not allowed");
  }

  @Test
  void aRefusalThatIsHeardAfterTheNextRoundBeganIsNotedOnTheRoundItIsAbout() {
    approved(1);
    scene.hears(submission(2, 2));
    scene.hears(new PublicationRefused(1, 1, digest(1), "img", NOW));
    assertThat(scene.review()).isInstanceOf(UnderReview.class);
    assertThat(dossier().pastRound(1).orElseThrow().outcome())
        .isEqualTo(Outcome.PUBLICATION_REFUSED);
  }

  @Test
  void aRefusalOfAnotherRoundLeavesTheApprovedOneAsItIs() {
    approved(1);
    approved(2);
    scene.hears(new PublicationRefused(1, 1, digest(1), "img", NOW));
    assertThat(scene.review()).isInstanceOf(Approved.class);
  }

  @Test
  void onlyTheLastNewsAreKept() {
    approved(1);
    for (int i = 0; i < Dossier.KEPT + 5; i++) {
      scene.hears(published(1));
    }
    assertThat(dossier().news()).hasSize(Dossier.KEPT);
  }

  @Test
  void aFirstSubmissionIsNewAndALaterOneIsComparedWithTheRoundBefore() {
    scene.hears(submission(1, 1));
    assertThat(scene.round().size()).isEqualTo(Size.NEW);
    scene.says(CHEN, Verdict.REQUEST_CHANGES);
    scene.hears(submission(3, 2));
    assertThat(scene.round().size()).isEqualTo(new Size(Size.Base.ROUND, 1, 2));
    scene.approves(WANG);
    assertThat(scene.round().size()).as("kept by decisions").isNotNull();
  }

  @Test
  void aSubmissionAfterPublicationIsComparedWithWhatStandsLive() {
    approved(1);
    scene.hears(published(1));
    scene.hears(submission(2, 2));
    assertThat(scene.round().size()).isEqualTo(new Size(Size.Base.LIVE, 1, 2));
  }

  @Test
  void aSubmissionWhoseForerunnerIsNoLongerKeptHasNoSize() {
    scene.hears(submission(1, 1));
    scene.says(CHEN, Verdict.REQUEST_CHANGES);
    scene.forgets(digest(1));
    scene.hears(submission(2, 2));
    assertThat(scene.review()).isInstanceOf(UnderReview.class);
    assertThat(scene.round().size()).isNull();
  }

  @Test
  void everyPartOfATextThatChangesCounts() {
    Text before = text(1);
    Text after =
        new Text(
            "Other title",
            "Summary",
            "<p>1</p><p>More.</p>",
            "services",
            "en",
            List.of("budget"),
            "Why",
            List.of());
    Differences found = Differences.between(before, after, Locale.ENGLISH);
    assertThat(found.fields())
        .extracting(FieldChange::field)
        .containsExactly(
            FieldChange.Field.TITLE,
            FieldChange.Field.SECTION,
            FieldChange.Field.TOPICS,
            FieldChange.Field.CHANGE_NOTE);
    assertThat(found.body().changes()).isEqualTo(1);
    assertThat(found.count()).isEqualTo(5);
    assertThat(Differences.between(after, after, Locale.ENGLISH).count()).isZero();
  }
}
