package io.imprimatur.publishing.publication.web;

import io.imprimatur.publishing.publication.Edition;
import io.imprimatur.publishing.publication.Entry;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.Refused;
import io.imprimatur.publishing.publication.RefusedEvents.Forgery;
import io.imprimatur.publishing.publication.RefusedText;
import io.imprimatur.publishing.publication.Unpublished;
import io.imprimatur.publishing.publication.Withdrawn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A publication as the API shows it.
 *
 * @param url where it stands, with the site's address; null where it never stood
 * @param path the same from the site's root on
 * @param state {@code published}, {@code refused} or {@code withdrawn}
 * @param reason why it was refused or withdrawn; null where it stands
 * @param withdrawnAt null unless withdrawn
 * @param refused a newer text that the site's rules refused while the page stands or is withdrawn
 * @param forgeries refused events that name this article
 */
record PublicationView(
    String articleId,
    String url,
    String path,
    String state,
    String digest,
    String seal,
    Integer revision,
    String title,
    String language,
    String section,
    Instant publishedAt,
    Instant updatedAt,
    Instant withdrawnAt,
    String reason,
    RefusedPart refused,
    List<ForgedPart> forgeries) {

  /** A genuinely sealed text that broke a rule. */
  record RefusedPart(int revision, String digest, String title, String reason, Instant at) {}

  /** A refused event. */
  record ForgedPart(String id, String digest, Integer revision, String reason, Instant at) {}

  static PublicationView of(Entry entry, String publicUrl) {
    return switch (entry) {
      case Entry.Forged forged -> of(forged.forgery());
      case Entry.Unreadable unreadable -> of(unreadable);
      case Entry.Known known -> of(known, publicUrl);
    };
  }

  private static PublicationView of(Entry.Unreadable unreadable) {
    return new PublicationView(
        unreadable.articleId(),
        null,
        null,
        "refused",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "tampered: the document can't be read",
        null,
        List.of());
  }

  private static PublicationView of(Forgery f) {
    return new PublicationView(
        f.articleId(),
        null,
        null,
        "refused",
        f.digest(),
        null,
        f.revision(),
        f.title(),
        f.language(),
        f.section(),
        null,
        null,
        null,
        f.reason(),
        null,
        List.of(part(f)));
  }

  private static PublicationView of(Entry.Known known, String publicUrl) {
    List<ForgedPart> forgeries = known.forgeries().stream().map(PublicationView::part).toList();
    return switch (known.publication()) {
      case Published p -> {
        String tampered = known.tampering().map(t -> "tampered: " + t).orElse(null);
        yield standing(
            p.articleId(),
            p.address().path(),
            publicUrl,
            tampered == null ? "published" : "refused",
            p.live(),
            p.publishedAt(),
            p.updatedAt(),
            null,
            tampered,
            p.refusal(),
            forgeries);
      }
      case Withdrawn w ->
          standing(
              w.articleId(),
              w.address().path(),
              publicUrl,
              "withdrawn",
              w.last(),
              w.publishedAt(),
              w.updatedAt(),
              w.withdrawnAt(),
              w.reason(),
              w.refusal(),
              forgeries);
      case Refused r -> refused(r.articleId(), r.text(), forgeries);
      case Unpublished u -> throw new IllegalArgumentException("nothing to show of " + u);
    };
  }

  private static PublicationView standing(
      String articleId,
      String path,
      String publicUrl,
      String state,
      Edition edition,
      Instant publishedAt,
      Optional<Instant> updatedAt,
      Instant withdrawnAt,
      String reason,
      Optional<RefusedText> refusal,
      List<ForgedPart> forgeries) {
    return new PublicationView(
        articleId,
        publicUrl + path,
        path,
        state,
        edition.digest().value(),
        edition.seal(),
        edition.revision(),
        edition.title(),
        edition.language(),
        edition.section(),
        publishedAt,
        updatedAt.orElse(null),
        withdrawnAt,
        reason,
        refusal.map(PublicationView::part).orElse(null),
        forgeries);
  }

  private static PublicationView refused(
      String articleId, RefusedText text, List<ForgedPart> forgeries) {
    return new PublicationView(
        articleId,
        null,
        null,
        "refused",
        text.digest().value(),
        null,
        text.revision(),
        text.title(),
        text.language(),
        text.section(),
        null,
        null,
        null,
        text.reason(),
        part(text),
        forgeries);
  }

  private static RefusedPart part(RefusedText t) {
    return new RefusedPart(t.revision(), t.digest().value(), t.title(), t.reason(), t.at());
  }

  private static ForgedPart part(Forgery f) {
    return new ForgedPart(f.id(), f.digest(), f.revision(), f.reason(), f.at());
  }
}
