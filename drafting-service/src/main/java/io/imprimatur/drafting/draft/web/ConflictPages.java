package io.imprimatur.drafting.draft.web;

import io.imprimatur.compare.Choice;
import io.imprimatur.drafting.draft.Clash;
import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Entry;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.kit.PreconditionFailed;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Two people wrote in the same text. Nothing is overwritten: the page shows both and lets one
 * choose for each passage, and what was typed travels with the page until it is saved.
 */
@StaffPages
class ConflictPages {

  private final Desk desk;
  private final ArticleModels models;
  private final FieldMessages messages;
  private final Names names;

  ConflictPages(Desk desk, ArticleModels models, FieldMessages messages, Names names) {
    this.names = names;
    this.desk = desk;
    this.models = models;
    this.messages = messages;
  }

  @PostMapping("/write/{id}/conflict")
  String conflict(
      Person writer,
      @PathVariable String id,
      ArticleForm form,
      Model model,
      HttpServletResponse response) {
    Roles.require(writer, Roles.WRITER);
    return show(writer, id, form.fields(), form.base(), model, response);
  }

  /**
   * Shows what was typed beside what stands there now.
   *
   * @param base from which both began, or null
   */
  String show(
      Person writer,
      String id,
      Fields mine,
      Fields base,
      Model model,
      HttpServletResponse response) {
    Draft draft = desk.find(writer, id);
    Article article = models.head(writer, draft, model);
    boolean frozen = !article.mayChange() && !article.mayBeginNext();
    Clash clash =
        Clash.of(
            // nothing is merged into a frozen text, so what was typed is shown whole
            Optional.ofNullable(frozen ? null : base).map(b -> b.entry(Optional.empty())),
            mine.entry(Optional.empty()),
            article.fields().entry(draft.manuscript().content().translationOf()));
    if (clash.isNone()) {
      return "redirect:/write/" + id; // the same text stands there already
    }
    model.addAttribute("clash", ClashView.of(clash));
    model.addAttribute("mine", mine);
    model.addAttribute("base", base);
    response.setStatus(HttpStatus.CONFLICT.value());
    return frozen ? "desk/frozen" : "desk/conflict";
  }

  /**
   * Saves the merged text if nobody wrote meanwhile; else the page comes again with the merged text
   * beside what stands there now.
   *
   * @param against the version that the choices were made against
   * @param all one choice for everything
   */
  @PostMapping("/write/{id}/merge")
  String merge(
      Person writer,
      @PathVariable String id,
      MergeForm form,
      @RequestParam long against,
      @RequestParam Optional<Choice> all,
      @RequestParam Map<String, String> sent,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Roles.require(writer, Roles.WRITER);
    Draft draft = desk.find(writer, id);
    Optional<String> translationOf = draft.manuscript().content().translationOf();
    Clash clash =
        Clash.of(
            Optional.ofNullable(form.base()).map(b -> b.entry(Optional.empty())),
            form.mine().entry(Optional.empty()),
            form.theirs().entry(translationOf));
    Choices choices = Choices.of(clash, all, sent);
    if (!choices.missing().isEmpty()) {
      String view = show(writer, id, form.mine(), form.base(), model, response);
      problems(new Invalid(choices.missing()), model);
      model.addAttribute("sent", sent);
      return view;
    }
    Entry merged = clash.merged(choices.fields(), choices.passages());
    try {
      desk.change(
          writer, id, IfMatch.version(against), merged, new Idempotency(null, writer.id(), ""));
      flash.addFlashAttribute("notices", names.word("said.merged"));
      return "redirect:/write/" + id;
    } catch (PreconditionFailed | Conflict e) {
      return show(writer, id, fields(merged), form.theirs(), model, response);
    } catch (Invalid e) {
      models.page(writer, draft, model);
      problems(e, model);
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      model.addAttribute("fields", fields(merged));
      model.addAttribute("base", form.theirs());
      model.addAttribute("formVersion", against);
      return "desk/editor";
    }
  }

  private void problems(Invalid invalid, Model model) {
    List<FieldMessages.Line> problems = messages.of(invalid);
    model.addAttribute("problems", problems);
    model.addAttribute("wrong", FieldMessages.byField(problems));
  }

  private static Fields fields(Entry entry) {
    return new Fields(
        entry.title(),
        entry.summary(),
        entry.body(),
        entry.section(),
        entry.language(),
        entry.topics(),
        entry.changeNote());
  }

  /** What the page carries from one try to the next. */
  record MergeForm(Fields mine, Fields theirs, Fields base) {}

  /** What was chosen, and what was not. */
  private record Choices(
      Map<String, Choice> fields, List<Choice> passages, List<FieldError> missing) {

    static Choices of(Clash clash, Optional<Choice> all, Map<String, String> sent) {
      Choices choices = new Choices(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
      for (Clash.Field field : clash.openFields()) {
        choices
            .choice("choice-" + field.name(), all, sent)
            .ifPresent(c -> choices.fields.put(field.name(), c));
      }
      for (int i = 1; i <= clash.openPassages(); i++) {
        choices.choice("choice-passage-" + i, all, sent).ifPresent(choices.passages::add);
      }
      return choices;
    }

    private Optional<Choice> choice(String name, Optional<Choice> all, Map<String, String> sent) {
      Optional<Choice> choice =
          all.or(
              () ->
                  Arrays.stream(Choice.values())
                      .filter(c -> c.name().equals(sent.get(name)))
                      .findFirst());
      if (choice.isEmpty()) {
        missing.add(new FieldError(name, "is not chosen").coded("choice-missing"));
      }
      return choice;
    }
  }
}
