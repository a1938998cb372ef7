package io.imprimatur.publishing.publication.web;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Invalid.FieldError;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.pages.FieldMessages;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.publishing.publication.PublicationDesk;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.TitleWord;
import io.imprimatur.publishing.publication.Withdrawal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.view.RedirectView;

/** Takes a page off the site: with a reason, and a word of its title to show which one is meant. */
@StaffPages
class WithdrawalPages {

  private static final String WITHDRAWAL = NewsroomPages.ARTICLE + "/withdrawal";
  private static final String WORD = "word";

  private final PublicationDesk desk;
  private final AfterWithdrawal after;
  private final NewsroomRows rows;
  private final FieldMessages fields;
  private final MessageSource words;
  private final Clock clock;

  WithdrawalPages(
      PublicationDesk desk,
      AfterWithdrawal after,
      Office office,
      FieldMessages fields,
      MessageSource words,
      Clock clock) {
    this.desk = desk;
    this.after = after;
    this.rows = new NewsroomRows(office, new Why(words));
    this.fields = fields;
    this.words = words;
    this.clock = clock;
  }

  @GetMapping(WITHDRAWAL)
  String ask(Person person, @PathVariable String articleId, Locale locale, Model model) {
    model.addAllAttributes(form(desk.withdrawable(person, articleId), "", "", locale).getModel());
    return "desk/withdrawal";
  }

  @PostMapping(WITHDRAWAL)
  ModelAndView withdraw(
      Person person,
      @PathVariable String articleId,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String word,
      Locale locale,
      HttpServletResponse response,
      RedirectAttributes redirect) {
    String said = WithdrawalReason.tidy(reason);
    try {
      Published live = desk.withdrawable(person, articleId);
      List<FieldError> errors = errors(said, word, live);
      if (!errors.isEmpty()) {
        return again(live, reason, word, errors, locale, response);
      }
      Withdrawal done =
          desk.withdraw(
              person, articleId, said, clock.instant(), new Idempotency(null, person.id(), null));
      after.pageWithdrawn(done.articleId(), done.path());
      return to(articleId, "newsroom.withdrawn.done", locale, redirect);
    } catch (Conflict e) {
      if (!"withdrawn-already".equals(e.code())) {
        throw e;
      }
      // Pressed twice, or a colleague was faster: the page of the article says who, when and why.
      return to(articleId, "newsroom.withdrawn.already", locale, redirect);
    }
  }

  private static List<FieldError> errors(String reason, String word, Published live) {
    List<FieldError> errors = new ArrayList<>();
    WithdrawalReason.objection(reason).ifPresent(errors::add);
    String title = live.live().title();
    if (!TitleWord.confirms(word, title)) {
      errors.add(
          new FieldError(WORD, "must be a word of the title")
              .coded(word.isBlank() ? "word-missing" : "word-wrong", TitleWord.example(title)));
    }
    return errors;
  }

  private ModelAndView again(
      Published live,
      String reason,
      String word,
      List<FieldError> errors,
      Locale locale,
      HttpServletResponse response) {
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    List<FieldMessages.Line> lines = fields.of(new Invalid(errors));
    return form(live, reason, word, locale)
        .addObject("errors", lines)
        .addObject("byField", FieldMessages.byField(lines));
  }

  private ModelAndView form(Published live, String reason, String word, Locale locale) {
    return new ModelAndView("desk/withdrawal")
        .addObject("live", live)
        .addObject("section", rows.section(live.live().section(), locale))
        .addObject("example", TitleWord.example(live.live().title()))
        .addObject("longest", WithdrawalReason.LONGEST)
        .addObject("reason", reason)
        .addObject("word", word);
  }

  private ModelAndView to(
      String articleId, String notice, Locale locale, RedirectAttributes redirect) {
    redirect.addFlashAttribute("notices", List.of(words.getMessage(notice, null, locale)));
    RedirectView view =
        new RedirectView(NewsroomPages.BASE + "/publications/" + articleId, true, false, false);
    view.setStatusCode(HttpStatus.SEE_OTHER);
    return new ModelAndView(view);
  }
}
