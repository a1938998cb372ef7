package io.imprimatur.publishing.publication.web;

import io.imprimatur.kit.Page;
import io.imprimatur.kit.Paging;
import io.imprimatur.kit.office.Office;
import io.imprimatur.kit.pages.StaffPages;
import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.publishing.publication.Dossier;
import io.imprimatur.publishing.publication.Entry;
import io.imprimatur.publishing.publication.PublicationDesk;
import io.imprimatur.publishing.publication.PublicationList;
import io.imprimatur.publishing.publication.PublicationList.Wanted;
import io.imprimatur.publishing.publication.Published;
import io.imprimatur.publishing.publication.RefusedText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The newsroom: what was published, was refused and why, and was withdrawn. */
@StaffPages
class NewsroomPages {

  static final String BASE = "/newsroom";
  static final String ARTICLE = BASE + "/publications/{articleId}";

  private static final Set<String> STATES = Set.of("published", "refused", "withdrawn");
  private static final int LONGEST_SEARCH = 200;
  private static final int ON_A_PAGE = 25;

  private final PublicationDesk desk;
  private final PublicationList list;
  private final Office office;
  private final Why why;
  private final NewsroomRows rows;

  NewsroomPages(PublicationDesk desk, PublicationList list, Office office, MessageSource words) {
    this.desk = desk;
    this.list = list;
    this.office = office;
    this.why = new Why(words);
    this.rows = new NewsroomRows(office, why);
  }

  /** A state to which the list can be narrowed. */
  record Tab(String key, String url, boolean current) {}

  /** A section to which the list can be narrowed. */
  record Choice(String id, String name) {}

  @GetMapping(BASE)
  String list(
      Person person,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String section,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) String after,
      Locale locale,
      Model model) {
    String shown = STATES.contains(state) ? state : "";
    String words = cut(q.strip());
    Optional<String> in = Optional.of(section).filter(s -> office.section(s).isPresent());
    Page<Entry> page =
        list.list(
            person, new Wanted(filled(shown), in, filled(words)), new Paging(ON_A_PAGE, after));
    model.addAttribute("rows", page.items().stream().map(e -> rows.row(e, locale)).toList());
    model.addAttribute("state", shown);
    model.addAttribute("section", in.orElse(""));
    model.addAttribute("q", words);
    model.addAttribute("filtered", !shown.isEmpty() || in.isPresent() || !words.isEmpty());
    model.addAttribute("sections", choices(person, locale));
    model.addAttribute("tabs", tabs(shown, in.orElse(""), words));
    model.addAttribute("first", after == null ? null : url(shown, in.orElse(""), words, null));
    model.addAttribute(
        "next",
        page.nextCursor() == null ? null : url(shown, in.orElse(""), words, page.nextCursor()));
    return "desk/newsroom";
  }

  private static String cut(String q) {
    return q.codePointCount(0, q.length()) <= LONGEST_SEARCH
        ? q
        : q.substring(0, q.offsetByCodePoints(0, LONGEST_SEARCH));
  }

  private static Optional<String> filled(String value) {
    return Optional.of(value).filter(v -> !v.isEmpty());
  }

  private List<Choice> choices(Person person, Locale locale) {
    return office.sections().stream()
        .filter(s -> person.has(Roles.ADMINISTRATOR) || person.mayIn(s.id()))
        .map(s -> new Choice(s.id(), s.name().in(locale.getLanguage())))
        .toList();
  }

  private static List<Tab> tabs(String state, String section, String q) {
    return List.of("", "published", "refused", "withdrawn").stream()
        .map(s -> new Tab(s.isEmpty() ? "all" : s, url(s, section, q, null), s.equals(state)))
        .toList();
  }

  private static String url(String state, String section, String q, String after) {
    UriComponentsBuilder url = UriComponentsBuilder.fromPath(BASE);
    filled(state).ifPresent(v -> url.queryParam("state", "{state}"));
    filled(section).ifPresent(v -> url.queryParam("section", "{section}"));
    filled(q).ifPresent(v -> url.queryParam("q", "{q}"));
    Optional.ofNullable(after).ifPresent(v -> url.queryParam("after", "{after}"));
    return url.encode()
        .buildAndExpand(
            Map.of("state", state, "section", section, "q", q, "after", after == null ? "" : after))
        .toUriString();
  }

  @GetMapping(ARTICLE)
  String article(Person person, @PathVariable String articleId, Locale locale, Model model) {
    Dossier dossier = desk.dossier(person, articleId);
    model.addAttribute("articleId", articleId);
    model.addAttribute("row", rows.row(dossier.entry(), locale));
    model.addAttribute("dossier", dossier);
    model.addAttribute("why", new Said(why, locale));
    if (dossier.entry() instanceof Entry.Known known) {
      model.addAttribute("publication", known.publication());
      model.addAttribute("state", known.publication().getClass().getSimpleName());
      model.addAttribute("tampering", known.tampering().orElse(null));
      model.addAttribute("refusal", known.publication().refusal().orElse(null));
      model.addAttribute("versions", Versions.of(known.publication(), dossier.earlier()));
      model.addAttribute(
          "may",
          known.publication() instanceof Published live
              && person.has(Roles.PUBLISHER)
              && person.mayIn(live.live().section()));
    }
    return "desk/publication";
  }

  /** Says reasons in a template. */
  record Said(Why why, Locale locale) {
    public String say(String reason) {
      return why.say(reason, locale);
    }

    public String say(RefusedText text) {
      return say(text.reason());
    }
  }
}
