package io.imprimatur.notification.alert.web;

import static io.imprimatur.notification.alert.web.AlertRights.visible;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.notification.alert.AlertDesk;
import io.imprimatur.notification.alert.AlertSettings;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** To stop an alert, or to let a held one go: first a page that says what will happen. */
@StaffPages
class AlertCommandPages {

  /** Ticked by whoever knows that people may be mailed a second time. */
  private static final String TWICE = "twice";

  private final AlertDesk desk;
  private final AlertSettings settings;
  private final FieldMessages messages;

  AlertCommandPages(AlertDesk desk, AlertSettings settings, FieldMessages messages) {
    this.desk = desk;
    this.settings = settings;
    this.messages = messages;
  }

  @GetMapping(AlertPages.ONE + "/stop")
  ModelAndView askToStop(@PathVariable String articleId, Person person) {
    AlertRights.see(person);
    return stopForm(articleId, person, "", List.of());
  }

  private ModelAndView stopForm(
      String articleId, Person person, String reason, List<FieldMessages.Line> errors) {
    ModelAndView page =
        new ModelAndView("desk/stop")
            .addObject("alert", AlertView.of(desk.find(articleId, visible(person))))
            .addObject("reason", reason)
            .addObject("errors", errors)
            .addObject("byField", FieldMessages.byField(errors));
    page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    return page;
  }

  @PostMapping(AlertPages.ONE + "/stop")
  ModelAndView stop(
      @PathVariable String articleId,
      @RequestParam(name = "reason", defaultValue = "") String reason,
      Person person,
      Idempotency key) {
    AlertRights.see(person);
    try {
      desk.stop(articleId, reason, person, visible(person), key);
    } catch (Invalid e) {
      return stopForm(articleId, person, reason, messages.of(e));
    }
    return to(articleId);
  }

  @GetMapping(AlertPages.ONE + "/release")
  ModelAndView askToRelease(@PathVariable String articleId, Person person) {
    AlertRights.see(person);
    AlertView alert = AlertView.of(desk.find(articleId, visible(person)));
    AlertRights.release(person);
    return releaseForm(alert, person, List.of());
  }

  private ModelAndView releaseForm(
      AlertView alert, Person person, List<FieldMessages.Line> errors) {
    ModelAndView page =
        new ModelAndView("desk/release")
            .addObject("alert", alert)
            .addObject("newsFor", settings.newsFor().toHours())
            .addObject("errors", errors)
            .addObject("byField", FieldMessages.byField(errors));
    if (alert.held()) {
      page.addObject("reach", desk.reach(alert.articleId(), visible(person)));
    }
    page.setStatus(errors.isEmpty() ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
    return page;
  }

  /**
   * @param twice whether the risk was ticked; asked for where people may be mailed a second time
   */
  @PostMapping(AlertPages.ONE + "/release")
  ModelAndView release(
      @PathVariable String articleId,
      @RequestParam(name = TWICE, defaultValue = "false") boolean twice,
      Person person,
      Idempotency key) {
    AlertRights.see(person);
    AlertView alert = AlertView.of(desk.find(articleId, visible(person)));
    AlertRights.release(person);
    if (alert.restored() && !twice) {
      return releaseForm(
          alert,
          person,
          messages.of(
              new Invalid(
                  List.of(
                      new Invalid.FieldError(TWICE, "must be true: people may be mailed twice")
                          .coded("release-twice")))));
    }
    desk.release(articleId, person, visible(person), key);
    return to(articleId);
  }

  /** After a form: the alert is asked for by GET, so that reloading it sends nothing again. */
  private static ModelAndView to(String articleId) {
    RedirectView view = new RedirectView("/alerts/" + articleId, true);
    view.setExpandUriTemplateVariables(false);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}
