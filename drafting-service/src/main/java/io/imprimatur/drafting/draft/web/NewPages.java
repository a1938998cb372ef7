package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Receipt;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Begins an article, empty or from a file. */
@StaffPages
class NewPages {

  private final Desk desk;
  private final Names names;
  private final Uploads uploads;
  private final FieldMessages messages;

  NewPages(Desk desk, Names names, Uploads uploads, FieldMessages messages) {
    this.desk = desk;
    this.names = names;
    this.uploads = uploads;
    this.messages = messages;
  }

  @GetMapping("/write/new")
  String form(
      Person writer,
      @RequestParam Optional<String> section,
      @RequestParam Optional<String> language,
      Model model) {
    Roles.require(writer, Roles.WRITER);
    return form(
        writer,
        new Fields("", "", "", section.orElse(""), language.orElse(names.language()), null, ""),
        model);
  }

  private String form(Person writer, Fields fields, Model model) {
    model.addAttribute("fields", fields);
    model.addAttribute("key", UUID.randomUUID().toString());
    model.addAttribute(
        "sections", names.sections().stream().filter(s -> writer.mayIn(s.id())).toList());
    return "desk/new";
  }

  @PostMapping("/write/new")
  String create(
      Person writer,
      ArticleForm form,
      @RequestParam String key,
      Model model,
      HttpServletResponse response) {
    Roles.require(writer, Roles.WRITER);
    try {
      Receipt receipt =
          desk.create(
              writer,
              form.fields().entry(Optional.empty()),
              new Idempotency(key, writer.id(), "page"));
      return "redirect:/write/" + receipt.id();
    } catch (Invalid e) {
      problems(e, model, response);
      return form(writer, form.fields(), model);
    }
  }

  @PostMapping("/write/new/import")
  String take(
      Person writer,
      @RequestParam(required = false) List<MultipartFile> file,
      @RequestParam(defaultValue = "") String section,
      @RequestParam(defaultValue = "") String language,
      @RequestParam String key,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response)
      throws IOException {
    Roles.require(writer, Roles.WRITER);
    try {
      MultipartFile one = uploads.one(file);
      Receipt receipt =
          uploads.reading(
              () ->
                  desk.take(
                      writer,
                      one.getOriginalFilename(),
                      one.getBytes(),
                      section,
                      language,
                      new Idempotency(key, writer.id(), "page")));
      flash.addFlashAttribute("notices", names.word("said.imported"));
      return "redirect:/write/" + receipt.id();
    } catch (Invalid e) {
      problems(e, model, response);
      return form(writer, new Fields("", "", "", section, language, null, ""), model);
    }
  }

  private void problems(Invalid invalid, Model model, HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    List<FieldMessages.Line> problems = messages.of(invalid);
    model.addAttribute("problems", problems);
    model.addAttribute("wrong", FieldMessages.byField(problems));
  }
}
