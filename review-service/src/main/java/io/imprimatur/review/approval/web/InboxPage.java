package io.imprimatur.review.approval.web;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.review.approval.Approvals;
import io.imprimatur.review.approval.Groups;
import io.imprimatur.review.approval.Review;
import io.imprimatur.review.approval.Reviewer;
import io.imprimatur.review.approval.Reviews.Listing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits for a reviewer, and what happened to the rest. */
@StaffPages
class InboxPage {

  /** Where counting stops: nobody reads further. */
  private static final int MOST_COUNTED = 100;

  private static final int ROWS = 25;

  private final Approvals approvals;
  private final Office office;
  private final Wording wording;

  InboxPage(Approvals approvals, Office office, Wording wording) {
    this.approvals = approvals;
    this.office = office;
    this.wording = wording;
  }

  /**
   * A list in the inbox.
   *
   * @param number how many are in it, or null where nobody counted
   */
  record TabView(String word, String name, String address, boolean current, Long number) {

    /** In few letters. */
    public String count() {
      return number < MOST_COUNTED ? Long.toString(number) : (MOST_COUNTED - 1) + "+";
    }
  }

  /** A choice in a filter. */
  record Choice(String value, String name) {}

  @GetMapping(InboxQuery.PATH)
  String inbox(@RequestParam Map<String, String> asked, Person person, Model model) {
    if (person.has(Roles.ADMINISTRATOR) && Groups.ALL.stream().noneMatch(person::has)) {
      return "redirect:" + RoutePages.PATH;
    }
    Roles.require(person, Groups.ALL.toArray(String[]::new));
    Reviewer who = ReviewController.reviewer(person);
    InboxQuery query = InboxQuery.of(asked);
    Page<Review> page = approvals.list(query.listing(who), new Paging(ROWS, query.after()));
    List<TabView> tabs = tabs(query, who);
    model.addAttribute("query", query);
    model.addAttribute("rows", page.map(r -> InboxRow.of(r, who, wording)).items());
    model.addAttribute("next", page.nextCursor() == null ? null : query.behind(page.nextCursor()));
    model.addAttribute("first", query.after() == null ? null : query.first());
    model.addAttribute("tabs", tabs);
    model.addAttribute("oldest", oldest(query, who));
    model.addAttribute("sections", sections(person));
    return "desk/inbox";
  }

  private List<TabView> tabs(InboxQuery query, Reviewer who) {
    return Arrays.stream(InboxQuery.Tab.values())
        .map(
            tab ->
                new TabView(
                    tab.word(),
                    wording.say("inbox.tab." + tab.word()),
                    query.in(tab),
                    tab == query.tab(),
                    query.words() == null ? count(query, who, tab) : null))
        .toList();
  }

  private long count(InboxQuery query, Reviewer who, InboxQuery.Tab tab) {
    return approvals.count(query.listing(who, tab), MOST_COUNTED);
  }

  /** Since when the text that waits longest for this person waits; null where nothing does. */
  private Instant oldest(InboxQuery query, Reviewer who) {
    if (query.tab() != InboxQuery.Tab.MINE || query.isFiltered()) {
      return null;
    }
    return approvals.list(Listing.waitingFor(who), new Paging(1, null)).items().stream()
        .map(ReviewAnswers::at)
        .findFirst()
        .orElse(null);
  }

  private List<Choice> sections(Person person) {
    return office.sectionIds().stream()
        .filter(person::mayIn)
        .map(id -> new Choice(id, wording.section(id)))
        .toList();
  }
}
