package io.imprimatur.notification.alert.web;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.alert.AlertState;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The list of alerts, with what was chosen of them in its address. */
@StaffPages
class AlertListPage {

  private static final String PAGE = "/alerts";

  /** What the filter offers, with the states that it stands for. */
  private static final Map<String, Collection<AlertState>> STATES =
      Map.of(
          "under-way", AlertState.UNDER_WAY,
          "held", EnumSet.of(AlertState.HELD),
          "completed", EnumSet.of(AlertState.COMPLETED),
          "stopped", EnumSet.of(AlertState.STOPPED));

  /** In the order in which they are offered. */
  private static final List<String> CHOICES = List.of("under-way", "held", "completed", "stopped");

  private final AlertDesk desk;
  private final Office office;

  AlertListPage(AlertDesk desk, Office office) {
    this.desk = desk;
    this.office = office;
  }

  /**
   * @param section empty for all
   * @param state empty for all; whatever else is no choice counts as all
   * @param after the cursor of the page before, or null
   */
  record Chosen(String section, String state, String after) {

    static Chosen of(String section, String state, String after) {
      return new Chosen(
          section == null ? "" : section,
          state != null && STATES.containsKey(state) ? state : "",
          after);
    }

    boolean narrows() {
      return !section.isEmpty() || !state.isEmpty();
    }

    /** The address of a page of this list. */
    String at(String path, String cursor) {
      UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
      Map<String, String> values = new LinkedHashMap<>();
      values.put("section", section);
      values.put("state", state);
      values.put("after", cursor == null ? "" : cursor);
      values.forEach(
          (name, value) -> {
            if (!value.isEmpty()) {
              address.queryParam(name, "{" + name + "}");
            }
          });
      return address.encode().buildAndExpand(values).toUriString();
    }
  }

  @GetMapping(PAGE)
  ModelAndView list(
      @RequestParam(name = "section", required = false) String section,
      @RequestParam(name = "state", required = false) String state,
      @RequestParam(name = "after", required = false) String after,
      Person person) {
    Chosen chosen = Chosen.of(section, state, after);
    return new ModelAndView("desk/alerts")
        .addAllObjects(listed(person, chosen))
        .addObject(
            "sections",
            office.sections().stream()
                .filter(s -> AlertRights.visible(person).test(s.id()))
                .toList())
        .addObject("states", CHOICES)
        .addObject("section", chosen.section())
        .addObject("state", chosen.state());
  }

  /** The same list without the page around it, asked for again and again while mails go out. */
  @GetMapping(PAGE + "/rows")
  ModelAndView rows(
      @RequestParam(name = "section", required = false) String section,
      @RequestParam(name = "state", required = false) String state,
      @RequestParam(name = "after", required = false) String after,
      Person person,
      ServletWebRequest request) {
    Map<String, Object> model = listed(person, Chosen.of(section, state, after));
    return Unchanged.isFor(request, model.get("tag"))
        ? null
        : new ModelAndView("desk/alert-parts :: rows").addAllObjects(model);
  }

  private Map<String, Object> listed(Person person, Chosen chosen) {
    AlertRights.see(person);
    Page<AlertView> page =
        desk.list(
                AlertRights.sections(person, chosen.section()),
                STATES.get(chosen.state()),
                new Paging(AlertPages.ROWS, chosen.after()))
            .map(AlertView::of);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("alerts", page.items());
    model.put("sectionNames", AlertView.sectionNames(office));
    model.put("tag", Unchanged.tag(page, chosen));
    model.put("live", page.items().stream().anyMatch(AlertView::underWay));
    model.put("again", chosen.at(PAGE + "/rows", chosen.after()));
    model.put("first", chosen.after() == null ? null : chosen.at(PAGE, null));
    model.put("next", page.nextCursor() == null ? null : chosen.at(PAGE, page.nextCursor()));
    model.put("filtered", chosen.narrows());
    return model;
  }
}
