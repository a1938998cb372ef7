package io.imprimatur.publishing;

import io.imprimatur.events.ArticleApproved;
import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import io.imprimatur.seals.Seal;
import io.imprimatur.seals.Sealer;
import java.time.Instant;
import java.util.List;

/** Texts, and approvals of them as review tells them. */
final class Samples {

  static final Instant APPROVED = Instant.parse("2026-11-24T09:41:00.123Z");

  private Samples() {}

  static Text english(String title) {
    return text(title, "<p>All of «" + title + "», with <strong>&amp;</strong> in it.</p>", "en");
  }

  static Text text(String title, String body, String language) {
    return new Text(
        title,
        "In short: " + title,
        body,
        "government",
        language,
        List.of("flood-control"),
        "What is new.",
        List.of());
  }

  static Text inSection(Text t, String section) {
    return new Text(
        t.title(),
        t.summary(),
        t.body(),
        section,
        t.language(),
        t.topics(),
        t.changeNote(),
        t.attachments());
  }

  static Text withBody(Text t, String body) {
    return new Text(
        t.title(),
        t.summary(),
        body,
        t.section(),
        t.language(),
        t.topics(),
        t.changeNote(),
        t.attachments());
  }

  static Seal seal(String article, int revision, Text text, Instant approvedAt) {
    return new Seal(
        Seal.VERSION,
        article,
        revision,
        revision,
        Seal.Kind.NORMAL,
        Digest.of(text),
        text.title(),
        text.summary(),
        text.language(),
        text.section(),
        text.topics(),
        List.of(
            new Seal.Approval(1, "reviewer", "hmac-sha256:aa", approvedAt.minusSeconds(600)),
            new Seal.Approval(2, "reviewer", "hmac-sha256:bb", approvedAt)),
        approvedAt,
        null);
  }

  static ArticleApproved approval(Sealer sealer, String article, int revision, Text text) {
    return approval(sealer, article, revision, text, APPROVED, null);
  }

  static ArticleApproved approval(
      Sealer sealer,
      String article,
      int revision,
      Text text,
      Instant approvedAt,
      String translationOf) {
    return new ArticleApproved(
        revision,
        revision,
        text,
        Digest.of(text),
        sealer.seal(seal(article, revision, text, approvedAt)),
        translationOf,
        approvedAt);
  }
}
