package io.imprimatur.drafting.draft.web;

import io.imprimatur.drafting.draft.Company;
import io.imprimatur.drafting.draft.Desk;
import io.imprimatur.drafting.draft.Draft;
import io.imprimatur.drafting.draft.Overview;
import io.imprimatur.drafting.draft.TimelineEntry;
import io.imprimatur.drafting.draft.Translations;
import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.people.Person;
import java.net.URI;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** What the pages of one article have in common. */
@Component
class ArticleModels {

  private final Desk desk;
  private final Company company;
  private final Translations translations;
  private final TimelineWords words;
  private final Names names;
  private final PagesSettings settings;

  ArticleModels(
      Desk desk,
      Company company,
      Translations translations,
      TimelineWords words,
      Names names,
      PagesSettings settings) {
    this.desk = desk;
    this.company = company;
    this.translations = translations;
    this.words = words;
    this.names = names;
    this.settings = settings;
  }

  /** The head of every page about an article. */
  Article head(Person reader, Draft draft, Model model) {
    Article article = Article.of(draft);
    model.addAttribute("article", article);
    if (article.live() != null) {
      model.addAttribute("liveUrl", onSite(article.live().path()));
    }
    return article;
  }

  /** The article's page: the text, and what stands beside it. */
  void page(Person reader, Draft draft, Model model) {
    Article article = head(reader, draft, model);
    List<TimelineEntry> timeline = desk.timeline(draft);
    model.addAttribute("timeline", words.of(timeline, reader));
    model.addAttribute("asked", asked(article, timeline, reader));
    model.addAttribute("others", company.others(reader, article.id()));
    model.addAttribute(
        "counterpart", translations.counterpart(reader, draft).map(Article::of).orElse(null));
    model.addAttribute("untranslated", translations.isMissing(draft));
    model.addAttribute("otherLanguage", Translations.other(article.fields().language()));
    model.addAttribute(
        "sections", names.sections().stream().filter(s -> reader.mayIn(s.id())).toList());
  }

  /** What the reviewers of the last round said, while it is for the writers to act on it. */
  private List<TimelineLine> asked(Article article, List<TimelineEntry> timeline, Person reader) {
    if (!Overview.isAsked(article.state())) {
      return List.of();
    }
    return timeline.stream()
        .filter(entry -> entry.revision() == article.revision())
        .filter(entry -> entry.isAnswer() || isRemark(entry))
        .map(entry -> words.line(entry, reader))
        .toList()
        .reversed();
  }

  private static boolean isRemark(TimelineEntry entry) {
    return entry.type().equals("step-approved")
        && entry.detail().get("reason") instanceof String said
        && !said.isBlank();
  }

  /** A path of the public site as browsers reach it. */
  String onSite(String path) {
    URI newsroom = settings.desks().get("publishing");
    return newsroom == null ? path : newsroom.resolve(path).toString();
  }
}
