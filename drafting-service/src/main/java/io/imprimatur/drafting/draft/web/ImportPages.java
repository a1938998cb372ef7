package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Replacements;
import io.imprimatur.drafting.draft.html.CanonicalHtml;
import io.imprimatur.drafting.draft.imports.Imported;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.PreconditionFailed;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A file's text in place of an article's: first to look at, with what would be left out. */
@StaffPages
class ImportPages {

  private final Desk desk;
  private final Replacements replacements;
  private final ArticleModels models;
  private final Uploads uploads;
  private final FieldMessages messages;
  private final Names names;

  ImportPages(
      Desk desk,
      Replacements replacements,
      ArticleModels models,
      Uploads uploads,
      FieldMessages messages,
      Names names) {
    this.names = names;
    this.desk = desk;
    this.replacements = replacements;
    this.models = models;
    this.uploads = uploads;
    this.messages = messages;
  }

  @GetMapping("/write/{id}/import")
  String choose(Person writer, @PathVariable String id, Model model) {
    Roles.require(writer, Roles.WRITER);
    models.head(writer, replacements.changeable(writer, id), model);
    return "desk/import";
  }

  /** Shows what the file would make of the text; nothing is kept. */
  @PostMapping("/write/{id}/import")
  String look(
      Person writer,
      @PathVariable String id,
      @RequestParam(required = false) List<MultipartFile> file,
      Model model,
      HttpServletResponse response)
      throws IOException {
    Roles.require(writer, Roles.WRITER);
    models.head(writer, replacements.changeable(writer, id), model);
    try {
      MultipartFile one = uploads.one(file);
      Imported imported =
          uploads.reading(
              () -> replacements.look(writer, id, one.getOriginalFilename(), one.getBytes()));
      model.addAttribute("imported", imported);
      return "desk/import-look";
    } catch (Invalid e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      List<FieldMessages.Line> problems = messages.of(e);
      model.addAttribute("problems", problems);
      model.addAttribute("wrong", FieldMessages.byField(problems));
      return "desk/import";
    }
  }

  /** Replaces the body by what was shown. */
  @PostMapping("/write/{id}/import/taken")
  String take(
      Person writer,
      @PathVariable String id,
      @RequestParam long version,
      @RequestParam String name,
      @RequestParam String body,
      @RequestParam(defaultValue = "") List<String> leftOut,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Roles.require(writer, Roles.WRITER);
    try {
      replacements.replace(
          writer,
          id,
          IfMatch.version(version),
          name,
          body,
          leftOut,
          new Idempotency(null, writer.id(), ""));
    } catch (PreconditionFailed e) {
      Draft draft = desk.find(writer, id);
      models.head(writer, draft, model);
      String clean = CanonicalHtml.of(body).html(); // it comes from the browser
      model.addAttribute("imported", new Imported(name, "", clean, leftOut));
      model.addAttribute("changedMeanwhile", true);
      response.setStatus(HttpStatus.CONFLICT.value());
      return "desk/import-look";
    }
    flash.addFlashAttribute("notices", names.word("said.imported"));
    return "redirect:/write/" + id;
  }
}
