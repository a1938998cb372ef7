package io.imprimatur.publishing.publication.web;

import io.imprimatur.kit.office.Office;
import io.imprimatur.publishing.publication.Edition;
import io.imprimatur.publishing.publication.Entry;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.Refused;
import io.imprimatur.publishing.publication.RefusedEvents.Forgery;
import io.imprimatur.publishing.publication.RefusedText;
import io.imprimatur.publishing.publication.Unpublished;
import io.imprimatur.publishing.publication.Withdrawn;
import io.imprimatur.publishing.publication.web.NewsroomRow.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says of each article what it is, in the language of a page. */
final class NewsroomRows {

  private final Office office;
  private final Why why;

  NewsroomRows(Office office, Why why) {
    this.office = office;
    this.why = why;
  }

  NewsroomRow row(Entry entry, Locale locale) {
    return switch (entry) {
      case Entry.Known known -> row(known, locale);
      case Entry.Forged forged -> forged(forged.forgery(), locale);
      case Entry.Unreadable unreadable ->
          new NewsroomRow(
              unreadable.articleId(),
              null,
              null,
              null,
              List.of(Tag.WITHHELD),
              List.of(why.say("the document can't be read", locale)),
              null,
              null,
              null);
    };
  }

  private NewsroomRow row(Entry.Known known, Locale locale) {
    return switch (known.publication()) {
      case Published live -> published(live, known.tampering(), locale);
      case Withdrawn gone -> withdrawn(gone, locale);
      case Refused refused -> refused(refused.text(), locale, refused.articleId());
      case Unpublished nothing -> throw new IllegalArgumentException("nothing is listed of it");
    };
  }

  private NewsroomRow published(Published live, Optional<String> tampering, Locale locale) {
    List<Tag> tags = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    tampering.ifPresentOrElse(
        wrong -> {
          tags.add(Tag.WITHHELD);
          reasons.add(why.say(wrong, locale));
        },
        () -> tags.add(live.updatedAt().isPresent() ? Tag.UPDATED : Tag.PUBLISHED));
    newer(live.refusal(), tags, reasons, locale);
    return standing(
        live.articleId(),
        live.live(),
        tags,
        reasons,
        live.updatedAt().orElse(live.publishedAt()),
        live.address().path(),
        locale);
  }

  private NewsroomRow withdrawn(Withdrawn gone, Locale locale) {
    List<Tag> tags = new ArrayList<>(List.of(Tag.WITHDRAWN));
    List<String> reasons = new ArrayList<>(List.of(gone.reason()));
    newer(gone.refusal(), tags, reasons, locale);
    return standing(gone.articleId(), gone.last(), tags, reasons, gone.withdrawnAt(), null, locale);
  }

  private void newer(
      Optional<RefusedText> refusal, List<Tag> tags, List<String> reasons, Locale locale) {
    refusal.ifPresent(
        r -> {
          tags.add(Tag.NEWER_REFUSED);
          reasons.add(why.say(r.reason(), locale));
        });
  }

  private NewsroomRow standing(
      String articleId,
      Edition edition,
      List<Tag> tags,
      List<String> reasons,
      Instant at,
      String live,
      Locale locale) {
    return new NewsroomRow(
        articleId,
        edition.title(),
        section(edition.section(), locale),
        edition.language(),
        tags,
        reasons,
        edition.revision(),
        at,
        live);
  }

  private NewsroomRow refused(RefusedText text, Locale locale, String articleId) {
    return new NewsroomRow(
        articleId,
        text.title(),
        section(text.section(), locale),
        text.language(),
        List.of(Tag.REFUSED),
        List.of(why.say(text.reason(), locale)),
        text.revision(),
        text.at(),
        null);
  }

  private NewsroomRow forged(Forgery f, Locale locale) {
    return new NewsroomRow(
        f.articleId(),
        f.title(),
        f.section() == null ? null : section(f.section(), locale),
        f.language(),
        List.of(Tag.FORGED),
        List.of(why.say(f.reason(), locale)),
        f.revision(),
        f.at(),
        null);
  }

  /** A section's name; its id where the office no longer has it. */
  String section(String id, Locale locale) {
    return office.section(id).map(s -> s.name().in(locale.getLanguage())).orElse(id);
  }
}
