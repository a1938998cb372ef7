package io.imprimatur.drafting.draft.web;

import io.imprimatur.compare.Comparison;
import io.imprimatur.compare.Words;
import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Replacements;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.PreconditionFailed;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What was submitted: to read, to compare, to make the present text again. */
@StaffPages
class RevisionPages {

  /** Stands for the text as it is now, in place of a revision's number. */
  private static final String PRESENT = "present";

  private final Desk desk;
  private final Replacements replacements;
  private final ArticleModels models;
  private final Names names;

  RevisionPages(Desk desk, Replacements replacements, ArticleModels models, Names names) {
    this.desk = desk;
    this.replacements = replacements;
    this.models = models;
    this.names = names;
  }

  /** The list, and the words that changed between any two; the last one against the present. */
  @GetMapping("/write/{id}/revisions")
  String revisions(
      Person reader,
      @PathVariable String id,
      @RequestParam Optional<String> from,
      @RequestParam Optional<String> to,
      Model model) {
    Roles.require(reader, Roles.WRITER);
    Draft draft = desk.find(reader, id);
    Article article = models.head(reader, draft, model);
    if (article.revision() > 0) {
      String before = from.orElse(Integer.toString(article.revision()));
      String after = to.orElse(PRESENT);
      Fields old = text(reader, draft, before);
      Fields now = text(reader, draft, after);
      Locale language = Locale.of(now.language());
      Comparison body = Comparison.between(old.body(), now.body(), language);
      List<Difference> fields = differences(old, now, language);
      model.addAttribute("from", before);
      model.addAttribute("to", after);
      model.addAttribute("body", body);
      model.addAttribute("textLanguage", now.language());
      model.addAttribute("fields", fields);
      model.addAttribute(
          "changes", body.changes() + fields.stream().mapToInt(Difference::changes).sum());
    }
    return "desk/revisions";
  }

  /** A text as it was submitted. */
  @GetMapping("/write/{id}/revisions/{number}")
  String revision(Person reader, @PathVariable String id, @PathVariable int number, Model model) {
    Roles.require(reader, Roles.WRITER);
    Article article = models.head(reader, desk.find(reader, id), model);
    model.addAttribute("fields", Fields.of(desk.submitted(reader, id, number)));
    model.addAttribute(
        "revision",
        article.revisions().stream().filter(r -> r.number() == number).findFirst().orElseThrow());
    return "desk/revision";
  }

  @PostMapping("/write/{id}/revisions/{number}/restore")
  String restore(
      Person writer,
      @PathVariable String id,
      @PathVariable int number,
      @RequestParam long version,
      RedirectAttributes flash) {
    Roles.require(writer, Roles.WRITER);
    try {
      replacements.restore(
          writer, id, number, IfMatch.version(version), new Idempotency(null, writer.id(), ""));
      flash.addFlashAttribute("notices", names.word("said.restored"));
      return "redirect:/write/" + id;
    } catch (PreconditionFailed e) {
      flash.addFlashAttribute("notices", names.word("said.changed-meanwhile"));
      return "redirect:/write/" + id + "/revisions/" + number;
    }
  }

  private Fields text(Person reader, Draft draft, String which) {
    if (which.equals(PRESENT)) {
      return Article.of(draft).fields();
    }
    int number;
    try {
      number = Integer.parseInt(which);
    } catch (NumberFormatException e) {
      throw new NotFound("There is no revision %s.".formatted(which)).coded("no-revision", which);
    }
    return Fields.of(desk.submitted(reader, draft.manuscript().id(), number));
  }

  /**
   * A field beside the body that differs.
   *
   * @param html with {@code ins} and {@code del}
   */
  record Difference(String name, String html, int changes) {}

  private List<Difference> differences(Fields old, Fields now, Locale language) {
    List<Difference> found = new ArrayList<>();
    add(found, "title", old.title(), now.title(), language);
    add(found, "summary", old.summary(), now.summary(), language);
    Locale page = Locale.of(names.language());
    add(found, "section", names.section(old.section()), names.section(now.section()), page);
    add(found, "language", names.language(old.language()), names.language(now.language()), page);
    add(found, "topics", topics(old), topics(now), page);
    add(found, "changeNote", old.changeNote(), now.changeNote(), language);
    return found;
  }

  private static void add(
      List<Difference> found, String name, String old, String now, Locale language) {
    if (!Objects.equals(old, now)) {
      Words words = Words.between(old, now, language);
      found.add(new Difference(name, words.html(), Math.max(1, words.changes())));
    }
  }

  private String topics(Fields fields) {
    return fields.topics().stream().map(names::topic).collect(Collectors.joining(", "));
  }
}
