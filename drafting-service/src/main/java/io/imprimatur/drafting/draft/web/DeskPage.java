package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Filter;
import io.imprimatur.drafting.draft.Overview;
import io.imprimatur.drafting.draft.Row;
import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of articles: by state, what is asked of the reader on top; or what a filter leaves. */
@StaffPages
class DeskPage {

  /** How many articles of one state the desk shows before it points to their list. */
  private static final int GLANCE = 6;

  private static final int PAGE = 25;

  private final Desk desk;
  private final Overview overview;
  private final Names names;

  DeskPage(Desk desk, Overview overview, Names names) {
    this.desk = desk;
    this.overview = overview;
    this.names = names;
  }

  @GetMapping("/write")
  String desk(
      Person reader,
      @RequestParam(defaultValue = "mine") String tab,
      @RequestParam Optional<String> section,
      @RequestParam Optional<String> state,
      @RequestParam Optional<String> language,
      @RequestParam Optional<String> q,
      @RequestParam Optional<String> after,
      Model model) {
    Roles.require(reader, Roles.WRITER);
    Filter filter = new Filter(!tab.equals("sections"), section, state, language, q);
    model.addAttribute("tab", filter.mine() ? "mine" : "sections");
    model.addAttribute("filter", filter);
    model.addAttribute("links", new DeskLinks(filter));
    model.addAttribute("narrowed", narrowed(filter));
    model.addAttribute("first", after.isEmpty());
    model.addAttribute("states", Overview.states());
    model.addAttribute(
        "sections", names.sections().stream().filter(s -> reader.mayIn(s.id())).toList());
    if (filter.state().isPresent() || filter.q().isPresent() || after.isPresent()) {
      Page<Row> rows = desk.list(reader, filter, new Paging(PAGE, after.orElse(null)));
      model.addAttribute("rows", rows);
      model.addAttribute("answers", overview.answers(rows.items()));
      return "desk/list";
    }
    Map<String, Page<Row>> groups = overview.of(reader, filter, GLANCE);
    model.addAttribute("groups", groups);
    model.addAttribute(
        "answers",
        overview.answers(
            groups.values().stream()
                .flatMap(page -> page.items().stream())
                .collect(Collectors.toUnmodifiableList())));
    return "desk/overview";
  }

  private static boolean narrowed(Filter filter) {
    return filter.section().isPresent()
        || filter.state().isPresent()
        || filter.language().isPresent()
        || filter.q().isPresent();
  }
}
