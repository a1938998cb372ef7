package io.imprimatur.publishing.site;

import io.imprimatur.publishing.publication.EarlierEdition;
import io.imprimatur.publishing.publication.Edition;
import io.imprimatur.publishing.publication.Proven;
import io.imprimatur.publishing.publication.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes the pages that show what a newer text changed at an article's address. What was withdrawn
 * is never shown again: where a page was taken off and stands anew, its history begins anew.
 */
final class ChangePages {

  /** As many of the latest texts are shown; more than any reader compares. */
  private static final int MOST = 50;

  private final Editor editor;
  private final Press press;

  ChangePages(Editor editor, Press press) {
    this.editor = editor;
    this.press = press;
  }

  /** A text and since when it stood there. */
  private record Stood(Edition edition, Instant from) {}

  /** The page that shows what the text of now changed; nothing where it replaced none. */
  Optional<String> path(Published live) {
    if (live.updatedAt().isEmpty()) {
      return Optional.empty();
    }
    List<EarlierEdition> earlier = before(live);
    return earlier.isEmpty()
            || earlier.getLast().takenOff().isPresent()
            || !editor.proofs().proves(live.articleId(), earlier.getLast().edition())
        ? Optional.empty()
        : Optional.of(path(live, 0));
  }

  private static String path(Published live, int revision) {
    return live.address().path() + "/changes" + (revision == 0 ? "" : "/" + revision);
  }

  /** Those older than the text of now, though a newer one may have come since that was read. */
  private List<EarlierEdition> before(Published live) {
    return editor.shelf().earlier(live.articleId()).stream()
        .filter(e -> e.edition().revision() < live.live().revision())
        .toList();
  }

  /** The texts that readers may still see, the oldest first. */
  private List<Stood> earlier(Published live) {
    if (live.updatedAt().isEmpty()) {
      return List.of();
    }
    List<Stood> shown = new ArrayList<>();
    for (EarlierEdition earlier : before(live)) {
      if (earlier.takenOff().isPresent()) {
        shown.clear();
      } else if (editor.proofs().proves(live.articleId(), earlier.edition())) {
        shown.add(new Stood(earlier.edition(), earlier.from()));
      }
    }
    return shown.size() < MOST ? shown : shown.subList(shown.size() - MOST + 1, shown.size());
  }

  /**
   * What a text changed.
   *
   * @param revision whose text; 0 is the one of now
   * @return nothing where no such text replaced another
   */
  Optional<Page> page(Published live, int revision) {
    List<Stood> all = new ArrayList<>(earlier(live));
    all.add(new Stood(live.live(), live.updatedAt().orElse(live.publishedAt())));
    for (int i = 1; i < all.size(); i++) {
      boolean now = i == all.size() - 1;
      if (now ? revision == 0 : all.get(i).edition.revision() == revision) {
        return Optional.of(page(live, all, i));
      }
    }
    return Optional.empty();
  }

  private Page page(Published live, List<Stood> all, int index) {
    Proven now = editor.proofs().prove(live);
    boolean newest = index == all.size() - 1;
    Proven after = newest ? now : proven(live, all.get(index));
    Proven before = proven(live, all.get(index - 1));
    String language = live.address().language();
    String listed = editor.listed(now.text().section()).orElse(null);
    Compared compared = Compared.between(before.text(), after.text(), language);
    View.Frame frame =
        new View.Frame(
            language,
            now.text().title(),
            "",
            path(live, newest ? 0 : after.edition().revision()),
            listed,
            List.of(),
            Editor.feed(language, listed),
            false);
    List<View.Version> versions = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      versions.addFirst(version(live, all, i, ""));
    }
    View view =
        new View.Changes(
            frame,
            live.address().path(),
            now.text().title(),
            editor.identity().sectionName(now.text().section(), language),
            listed,
            versions,
            version(live, all, index - 1, ""),
            version(live, all, index, after.text().changeNote()),
            compared.title(),
            compared.summary(),
            compared.body(),
            compared.changes());
    return Page.html(200, language, press.print(view), editor.lastChange(language));
  }

  private Proven proven(Published live, Stood stood) {
    return editor.proofs().prove(live.articleId(), stood.edition);
  }

  private View.Version version(Published live, List<Stood> all, int index, String note) {
    Stood stood = all.get(index);
    int revision = stood.edition.revision();
    String changes = index == 0 ? null : path(live, index == all.size() - 1 ? 0 : revision);
    return new View.Version(
        revision, editor.moment(stood.from, live.address().language()), changes, note);
  }
}
