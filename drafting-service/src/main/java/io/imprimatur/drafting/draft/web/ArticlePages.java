package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.PreconditionFailed;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An article: to write in while its text may change, to read while it may not. */
@StaffPages
class ArticlePages {

  private final Desk desk;
  private final ArticleModels models;
  private final ConflictPages conflicts;
  private final FieldMessages messages;
  private final Names names;

  ArticlePages(
      Desk desk,
      ArticleModels models,
      ConflictPages conflicts,
      FieldMessages messages,
      Names names) {
    this.names = names;
    this.desk = desk;
    this.models = models;
    this.conflicts = conflicts;
    this.messages = messages;
  }

  @GetMapping("/write/{id}")
  String article(Person reader, @PathVariable String id, Model model) {
    Roles.require(reader, Roles.WRITER);
    Draft draft = desk.find(reader, id);
    models.page(reader, draft, model);
    return Article.of(draft).mayChange() ? editor(draft, model) : "desk/article";
  }

  /** The editor on a published text: the first change begins the next version. */
  @GetMapping("/write/{id}/next")
  String next(Person writer, @PathVariable String id, Model model) {
    Roles.require(writer, Roles.WRITER);
    Draft draft = desk.find(writer, id);
    if (!Article.of(draft).mayBeginNext()) {
      return "redirect:/write/" + id;
    }
    models.page(writer, draft, model);
    return editor(draft, model);
  }

  private static String editor(Draft draft, Model model) {
    Fields fields = Article.of(draft).fields();
    model.addAttribute("fields", fields);
    model.addAttribute("base", fields);
    return "desk/editor";
  }

  @PostMapping("/write/{id}")
  String save(
      Person writer,
      @PathVariable String id,
      ArticleForm form,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Roles.require(writer, Roles.WRITER);
    Draft draft = desk.find(writer, id);
    try {
      desk.change(
          writer,
          id,
          form.ifMatch(),
          form.fields().entry(draft.manuscript().content().translationOf()),
          new Idempotency(null, writer.id(), ""));
      flash.addFlashAttribute("notices", names.word("said.saved"));
      return "redirect:/write/" + id;
    } catch (PreconditionFailed | Conflict e) {
      return conflicts.show(writer, id, form.fields(), form.base(), model, response);
    } catch (Invalid e) {
      response.setStatus(422);
      models.page(writer, draft, model);
      List<FieldMessages.Line> problems = messages.of(e);
      model.addAttribute("problems", problems);
      model.addAttribute("wrong", FieldMessages.byField(problems));
      model.addAttribute("fields", form.fields());
      model.addAttribute("base", form.base());
      model.addAttribute("formVersion", form.version());
      return "desk/editor";
    }
  }
}
