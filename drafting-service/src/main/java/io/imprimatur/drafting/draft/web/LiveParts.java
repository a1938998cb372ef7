package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Company;
import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.TimelineEntry;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;

/** The parts of an article's page that keep up with what happens. */
@StaffPages
class LiveParts {

  private final Desk desk;
  private final Company company;
  private final ArticleModels models;
  private final TimelineWords words;
  private final Names names;

  LiveParts(Desk desk, Company company, ArticleModels models, TimelineWords words, Names names) {
    this.desk = desk;
    this.company = company;
    this.models = models;
    this.words = words;
    this.names = names;
  }

  /**
   * The timeline, or 304 (RFC 9110, section 15.4.5) while it is as the page has it.
   *
   * @param state the article's state as the page shows it
   */
  @GetMapping("/write/{id}/timeline")
  String timeline(
      Person reader,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String state,
      ServletWebRequest request,
      HttpServletResponse response,
      Model model) {
    Roles.require(reader, Roles.WRITER);
    Draft draft = desk.find(reader, id);
    List<TimelineEntry> entries = desk.timeline(draft);
    // "today" and "yesterday" change at midnight, so the day is part of the tag.
    String tag =
        "\"%08x-%d\""
            .formatted(
                Objects.hash(
                    entries, draft.state(), state, names.language(), reader.id(), names.today()),
                entries.size());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    boolean first = request.getHeader(HttpHeaders.IF_NONE_MATCH) == null;
    if (request.checkNotModified(tag)) {
      return null;
    }
    models.head(reader, draft, model);
    model.addAttribute("timeline", words.of(entries, reader));
    model.addAttribute(
        "tagHeader", "{\"If-None-Match\":\"%s\"}".formatted(tag.replace("\"", "\\\"")));
    model.addAttribute("live", true);
    model.addAttribute("news", !first);
    model.addAttribute("moved", !state.isEmpty() && !state.equals(draft.state()));
    model.addAttribute("shownState", state);
    return "desk/live :: timeline";
  }

  /**
   * Says that the person is in this text, and answers who else is; 204 where the page knows.
   *
   * @param known what the page shows, as the answer before gave it
   */
  @PostMapping("/write/{id}/presence")
  String presence(
      Person writer,
      @PathVariable String id,
      @RequestParam(defaultValue = "") String known,
      HttpServletResponse response,
      Model model) {
    Roles.require(writer, Roles.WRITER);
    List<String> others = company.join(writer, id);
    String tag = Integer.toHexString(others.hashCode());
    if (tag.equals(known)) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return null;
    }
    model.addAttribute("article", Article.of(desk.find(writer, id)));
    model.addAttribute("others", others);
    model.addAttribute("knownValue", "{\"known\":\"%s\"}".formatted(tag));
    return "desk/live :: company";
  }
}
