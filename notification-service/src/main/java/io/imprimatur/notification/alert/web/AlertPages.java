package io.imprimatur.notification.alert.web;

import static io.imprimatur.notification.alert.web.AlertRights.visible;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.alert.AlertSettings;
import io.imprimatur.notification.alert.LedgerView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;

/** One alert: its figures, its mails that need a look, and its ledger. */
@StaffPages
class AlertPages {

  /** How many lines a list has. */
  static final int ROWS = 25;

  static final String ONE = "/alerts/{articleId}";

  private final AlertDesk desk;
  private final AlertSettings settings;
  private final Office office;

  AlertPages(AlertDesk desk, AlertSettings settings, Office office) {
    this.desk = desk;
    this.settings = settings;
    this.office = office;
  }

  @GetMapping(ONE)
  ModelAndView one(
      @PathVariable String articleId,
      @RequestParam(name = "trouble", required = false) String trouble,
      @RequestParam(name = "after", required = false) String after,
      Person person) {
    AlertRights.see(person);
    Map<String, Object> live = live(articleId, person);
    LedgerView.Trouble shown = shown(trouble, (AlertView) live.get("alert"));
    Page<AlertDesk.TroubleSeen> troubles =
        desk.troubles(articleId, visible(person), shown, new Paging(ROWS, after));
    String name = AlertController.name(shown);
    String here = "/alerts/" + articleId + "?trouble=" + name;
    return new ModelAndView("desk/alert")
        .addAllObjects(live)
        .addObject("trouble", name)
        .addObject("troubles", troubles.items())
        .addObject("first", after == null ? null : here)
        .addObject("next", next(here + "&after=", troubles));
  }

  /** What was chosen; else what there is. */
  private static LedgerView.Trouble shown(String chosen, AlertView alert) {
    for (LedgerView.Trouble trouble : LedgerView.Trouble.values()) {
      if (AlertController.name(trouble).equals(chosen)) {
        return trouble;
      }
    }
    return alert.counts().failed() == 0 && alert.counts().uncertain() > 0
        ? LedgerView.Trouble.UNCERTAIN
        : LedgerView.Trouble.FAILED;
  }

  private static String next(String address, Page<?> page) {
    return page.nextCursor() == null ? null : address + page.nextCursor();
  }

  /**
   * The figures of an alert, asked for again and again while mails go out.
   *
   * @param was the state that the page shows: another one is read out to who can't see it
   */
  @GetMapping(ONE + "/figures")
  ModelAndView figures(
      @PathVariable String articleId,
      @RequestParam(name = "was", required = false) String was,
      Person person,
      ServletWebRequest request) {
    AlertRights.see(person);
    Map<String, Object> live = live(articleId, person);
    boolean news = !((AlertView) live.get("alert")).state().equals(was);
    return Unchanged.isFor(request, live.get("tag"))
        ? null
        : new ModelAndView("desk/alert-parts :: live-with-news")
            .addAllObjects(live)
            .addObject("news", news);
  }

  private Map<String, Object> live(String articleId, Person person) {
    AlertView alert = AlertView.of(desk.find(articleId, visible(person)));
    Map<LedgerView.Work, Integer> work = desk.work(articleId);
    return Map.of(
        "alert", alert,
        "work", Work.of(work),
        "sectionNames", AlertView.sectionNames(office),
        "link", settings.siteUrl() + "/a/" + articleId,
        "newsFor", settings.newsFor().toHours(),
        "mayRelease", AlertRights.mayRelease(person),
        "tag", Unchanged.tag(alert, work));
  }

  /**
   * How far the parts of the ledger are.
   *
   * @param parts how many are in which state, without those of which there are none
   */
  record Work(int all, Map<String, Integer> parts) {
    static Work of(Map<LedgerView.Work, Integer> work) {
      Map<String, Integer> parts = new LinkedHashMap<>();
      work.forEach((state, number) -> parts.put(AlertController.name(state), number));
      return new Work(work.values().stream().mapToInt(Integer::intValue).sum(), parts);
    }
  }

  @GetMapping(ONE + "/ledger")
  ModelAndView ledger(
      @PathVariable String articleId,
      @RequestParam(name = "after", required = false) String after,
      Person person) {
    AlertRights.see(person);
    AlertView alert = AlertView.of(desk.find(articleId, visible(person)));
    Page<LedgerView.Line> ranges = desk.ranges(articleId, visible(person), new Paging(ROWS, after));
    String here = "/alerts/" + articleId + "/ledger";
    return new ModelAndView("desk/ledger")
        .addObject("alert", alert)
        .addObject("ranges", ranges.map(AlertController.RangeAnswer::of).items())
        .addObject("first", after == null ? null : here)
        .addObject("next", next(here + "?after=", ranges));
  }
}
