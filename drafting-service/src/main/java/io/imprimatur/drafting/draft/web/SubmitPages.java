package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.PreconditionFailed;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Giving a text to review, and asking for it back: each says first what will happen. */
@StaffPages
class SubmitPages {

  private final Desk desk;
  private final ArticleModels models;
  private final Routes routes;
  private final FieldMessages messages;
  private final Names names;

  SubmitPages(Desk desk, ArticleModels models, Routes routes, FieldMessages messages, Names names) {
    this.names = names;
    this.desk = desk;
    this.models = models;
    this.routes = routes;
    this.messages = messages;
  }

  @GetMapping("/write/{id}/submit")
  String summary(Person writer, @PathVariable String id, Model model) {
    Roles.require(writer, Roles.WRITER);
    return summary(writer, id, model, List.of());
  }

  private String summary(Person writer, String id, Model model, List<FieldMessages.Line> problems) {
    Draft draft = desk.submittable(writer, id);
    Article article = models.head(writer, draft, model);
    List<FieldMessages.Line> missing = new ArrayList<>(problems);
    if (missing.isEmpty()) {
      desk.hindrance(draft).ifPresent(e -> missing.addAll(messages.of(e)));
    }
    if (!missing.isEmpty()) {
      model.addAttribute("problems", missing);
    }
    Optional<List<Routes.Step>> route = routes.of(article.fields().section());
    model.addAttribute("route", route.orElse(null));
    model.addAttribute("advice", advice(article));
    return "desk/submit";
  }

  /** What may be left empty, but would be missed. */
  private static List<String> advice(Article article) {
    List<String> advice = new ArrayList<>();
    if (article.fields().summary().isBlank()) {
      advice.add("summary");
    }
    if (article.live() != null && article.fields().changeNote().isBlank()) {
      advice.add("changeNote");
    }
    return advice;
  }

  @PostMapping("/write/{id}/submit")
  String submit(
      Person writer,
      @PathVariable String id,
      @RequestParam long version,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Roles.require(writer, Roles.WRITER);
    try {
      desk.submit(writer, id, IfMatch.version(version), new Idempotency(null, writer.id(), ""));
    } catch (PreconditionFailed e) {
      model.addAttribute("changedMeanwhile", true);
      response.setStatus(HttpStatus.CONFLICT.value());
      return summary(writer, id, model, List.of());
    } catch (Invalid e) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return summary(writer, id, model, messages.of(e));
    }
    flash.addFlashAttribute("notices", names.word("said.submitted"));
    return "redirect:/write/" + id;
  }

  @GetMapping("/write/{id}/take-back")
  String askBack(Person writer, @PathVariable String id, Model model) {
    Roles.require(writer, Roles.WRITER);
    Draft draft = desk.find(writer, id);
    if (!models.head(writer, draft, model).mayTakeBack()) {
      return "redirect:/write/" + id;
    }
    return "desk/take-back";
  }

  @PostMapping("/write/{id}/take-back")
  String takeBack(
      Person writer,
      @PathVariable String id,
      @RequestParam long version,
      RedirectAttributes flash) {
    Roles.require(writer, Roles.WRITER);
    try {
      desk.takeBack(writer, id, IfMatch.version(version), new Idempotency(null, writer.id(), ""));
    } catch (PreconditionFailed e) {
      throw e.coded("version-moved");
    }
    flash.addFlashAttribute("notices", names.word("said.asked-back"));
    return "redirect:/write/" + id;
  }
}
