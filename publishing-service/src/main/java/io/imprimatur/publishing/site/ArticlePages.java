package io.imprimatur.publishing.site;

import com.nimbusds.jose.JWSObject;
import io.imprimatur.publishing.publication.Proven;
import io.imprimatur.publishing.publication.Publication;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.Refused;
import io.imprimatur.publishing.publication.Unpublished;
import io.imprimatur.publishing.publication.Withdrawn;
import io.imprimatur.seals.KeysUnreachable;
import io.imprimatur.seals.ProofCommands;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes the pages of single articles, after their seal, digest and words were found to agree. */
final class ArticlePages {

  private static final int ASIDE = 6;

  private final Editor editor;
  private final Shelf shelf;
  private final Press press;
  private final Function<String, Optional<String>> pem;
  private final ChangePages changes;

  /**
   * @param pem gives the public key with a name in PEM
   */
  ArticlePages(Editor editor, Press press, Function<String, Optional<String>> pem) {
    this.editor = editor;
    this.shelf = editor.shelf();
    this.press = press;
    this.pem = pem;
    this.changes = new ChangePages(editor, press);
  }

  /** A page that answers, and the language and section whose changes concern it. */
  record Made(Page page, String language, String section) {}

  /** Nothing where no article stands, or stood, there. */
  Optional<Made> make(Target.OfOne target) {
    return switch (target) {
      case Target.Article a -> at(a.path(), live -> Optional.of(article(live)));
      case Target.Proof p -> at(p.path(), live -> Optional.of(proof(live)));
      case Target.ProofFile f -> at(f.path(), live -> Optional.of(file(live, f.file())));
      case Target.Changes c -> at(c.path(), live -> changes.page(live, c.revision()));
      // The way to an article: its address, or what that says of a withdrawal.
      case Target.ById b ->
          shelf
              .find(b.articleId())
              .flatMap(p -> make(p, live -> Optional.of(Page.redirect(live.address().path()))));
    };
  }

  private Optional<Made> at(String path, Function<Published, Optional<Page>> live) {
    return shelf.at(path).flatMap(p -> make(p, live));
  }

  private Optional<Made> make(Publication publication, Function<Published, Optional<Page>> live) {
    return switch (publication) {
      case Published p ->
          live.apply(p).map(page -> new Made(page, p.live().language(), p.live().section()));
      case Withdrawn w ->
          Optional.of(new Made(gone(w), w.address().language(), w.last().section()));
      case Refused r -> Optional.empty();
      case Unpublished u -> Optional.empty();
    };
  }

  private Page article(Published live) {
    Proven proven = editor.proofs().prove(live);
    String language = proven.text().language();
    String section = proven.text().section();
    String listed = editor.listed(section).orElse(null);
    View.Frame frame =
        new View.Frame(
            language,
            proven.text().title(),
            proven.text().summary(),
            live.address().path(),
            listed,
            translations(live),
            Editor.feed(language, listed),
            true);
    View view =
        new View.Article(
            frame,
            proven.text().title(),
            proven.text().summary(),
            proven.text().body(),
            editor.identity().sectionName(section, language),
            listed,
            editor.moment(live.publishedAt(), language),
            live.updatedAt().map(at -> editor.moment(at, language)).orElse(null),
            live.updatedAt().isPresent() ? proven.text().changeNote() : "",
            changes.path(live).orElse(null),
            proven.text().topics().stream()
                .flatMap(t -> editor.identity().topicName(t, language).stream())
                .toList(),
            inSection(live, language, section),
            proven.seal().approvals().size(),
            editor.moment(proven.seal().approvedAt(), language),
            proven.edition().digest().value());
    return Page.html(200, language, press.print(view), editor.lastChange(language));
  }

  private List<View.Headline> inSection(Published live, String language, String section) {
    return editor.headlines(
        shelf.newest(language, section, 0, ASIDE + 1).stream()
            .filter(p -> !p.articleId().equals(live.articleId()))
            .limit(ASIDE)
            .toList());
  }

  /** Whatever stands on the site and says that it translates this one, or is translated by it. */
  private List<View.Link> translations(Published live) {
    Stream<Published> original =
        Stream.ofNullable(live.live().translationOf()).flatMap(id -> shelf.standing(id).stream());
    return Stream.concat(original, shelf.translationsOf(live.articleId()).stream())
        .filter(p -> !p.address().language().equals(live.address().language()))
        .filter(p -> editor.proofs().glance(p).isPresent())
        .map(p -> new View.Link(p.address().language(), p.address().path()))
        .limit(1) // the site has two languages
        .toList();
  }

  private Page proof(Published live) {
    Proven proven = editor.proofs().prove(live);
    String language = proven.text().language();
    String section = proven.text().section();
    String listed = editor.listed(section).orElse(null);
    String path = live.address().path();
    View.Frame frame =
        new View.Frame(
            language, proven.text().title(), "", path + "/proof", listed, List.of(), null, false);
    View view =
        new View.Proof(
            frame,
            path,
            proven.text().title(),
            editor.identity().sectionName(section, language),
            listed,
            proven.edition().revision(),
            proven.edition().digest().value(),
            kid(proven),
            proven.seal().approvals().stream()
                .map(a -> new View.Approval(a.step(), a.role(), editor.moment(a.at(), language)))
                .toList(),
            editor.moment(proven.seal().approvedAt(), language),
            fetch(path),
            ProofCommands.check().strip(),
            "curl -fsSo jwks.json '%s'%n".formatted(editor.identity().keysUrl())
                + ProofCommands.keyFromJwkSet().strip());
    return Page.html(200, language, press.print(view), editor.lastChange(language));
  }

  private String fetch(String path) {
    StringBuilder commands = new StringBuilder();
    for (Target.File file : Target.File.values()) {
      commands.append(
          "curl -fsSO '%s%s/proof/%s'\n"
              .formatted(editor.identity().publicUrl(), path, file.fileName()));
    }
    return commands.toString().strip();
  }

  private Page file(Published live, Target.File file) {
    Proven proven = editor.proofs().prove(live);
    byte[] bytes =
        switch (file) {
          case TEXT -> proven.kept().json();
          case SEAL -> proven.edition().seal().getBytes(StandardCharsets.US_ASCII);
          case KEY ->
              pem.apply(kid(proven))
                  .orElseThrow(() -> new KeysUnreachable("the key is no longer known"))
                  .getBytes(StandardCharsets.US_ASCII);
        };
    return Page.of(200, file.mediaType(), null, bytes, editor.lastChange(proven.text().language()));
  }

  private static String kid(Proven proven) {
    try {
      return JWSObject.parse(proven.edition().seal()).getHeader().getKeyID();
    } catch (ParseException e) {
      throw new IllegalStateException("the seal was verified just now", e);
    }
  }

  private Page gone(Withdrawn w) {
    String language = w.address().language();
    View.Frame frame =
        new View.Frame(language, "", "", w.address().path(), null, List.of(), null, false);
    View view =
        new View.Notice(
            frame, View.Notice.Kind.WITHDRAWN, editor.moment(w.withdrawnAt(), language));
    return Page.html(410, language, press.print(view), editor.lastChange(language));
  }
}
