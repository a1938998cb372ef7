package io.imprimatur.publishing.site.web;

import io.imprimatur.publishing.site.Site;
import io.imprimatur.publishing.site.Target;
import io.imprimatur.publishing.site.View;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The public site: finds the ready page and sends it. */
@Controller
class SiteController {

  private static final String LANGUAGE = "/{language:zh|en}";
  private static final String ARTICLE = LANGUAGE + "/news/{year:[0-9]{4}}/{name}";
  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  private final Site site;

  SiteController(Site site) {
    this.site = site;
  }

  @GetMapping("/")
  void chooseLanguage(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
    redirect(response, "/" + preferred(request) + "/");
  }

  @GetMapping(LANGUAGE)
  void addSlash(@PathVariable String language, HttpServletResponse response) {
    redirect(response, "/" + language + "/");
  }

  @GetMapping(LANGUAGE + "/")
  void home(@PathVariable String language, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(new Target.Home(language), request, response);
  }

  @GetMapping(LANGUAGE + "/{section}")
  void section(
      @PathVariable String language,
      @PathVariable String section,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Optional<Integer> number = pageNumber(request);
    if (number.isEmpty()) {
      PageWriter.write(site.notice(View.Notice.Kind.NOT_FOUND, language), request, response);
      return;
    }
    answer(new Target.Section(language, section, number.get()), request, response);
  }

  @GetMapping(LANGUAGE + "/{section}/feed.atom")
  void feed(
      @PathVariable String language,
      @PathVariable String section,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(new Target.Feed(language, section), request, response);
  }

  @GetMapping(ARTICLE)
  void article(
      @PathVariable String language,
      @PathVariable String year,
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(new Target.Article(path(language, year, name)), request, response);
  }

  @GetMapping(ARTICLE + "/proof")
  void proof(
      @PathVariable String language,
      @PathVariable String year,
      @PathVariable String name,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    answer(new Target.Proof(path(language, year, name)), request, response);
  }

  @GetMapping(ARTICLE + "/proof/{file:text\\.json|seal\\.jws|key\\.pem}")
  void proofFile(
      @PathVariable String language,
      @PathVariable String year,
      @PathVariable String name,
      @PathVariable String file,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    for (Target.File one : Target.File.values()) {
      if (one.fileName().equals(file)) {
        answer(new Target.ProofFile(path(language, year, name), one), request, response);
      }
    }
  }

  @GetMapping("/a/{articleId}")
  void byId(
      @PathVariable String articleId, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answer(new Target.ById(articleId), request, response);
  }

  /**
   * A slash too many: the address without it, for good. It stays on this site, for the path begins
   * with a language or with {@code /a/}.
   */
  @GetMapping({
    LANGUAGE + "/{section}/",
    LANGUAGE + "/{section}/feed.atom/",
    ARTICLE + "/",
    ARTICLE + "/proof/",
    ARTICLE + "/proof/{file}/",
    "/a/{articleId}/"
  })
  void dropSlash(HttpServletRequest request, HttpServletResponse response) {
    String path = request.getRequestURI();
    String query = request.getQueryString();
    redirect(response, path.substring(0, path.length() - 1) + (query == null ? "" : "?" + query));
    response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
  }

  private void answer(Target target, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PageWriter.write(site.page(target), request, response);
  }

  private static void redirect(HttpServletResponse response, String to) {
    response.setStatus(HttpServletResponse.SC_FOUND);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    response.setHeader(HttpHeaders.LOCATION, to);
  }

  private static String path(String language, String year, String name) {
    return "/%s/news/%s/%s".formatted(language, year, name);
  }

  /** The part of a section that is asked for; nothing where that is no number. */
  private static Optional<Integer> pageNumber(HttpServletRequest request) {
    String page = request.getParameter("page");
    if (page == null) {
      return Optional.of(1);
    }
    return page.matches("[1-9][0-9]{0,5}") ? Optional.of(Integer.valueOf(page)) : Optional.empty();
  }

  /** The first language of the site that a reader's browser asks for (RFC 4647, lookup). */
  static String preferred(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
    if (header == null) {
      return "en";
    }
    try {
      Locale found = Locale.lookup(Locale.LanguageRange.parse(header), LANGUAGES);
      return found == null ? "en" : found.getLanguage();
    } catch (IllegalArgumentException e) {
      return "en"; // a header of another form asks for nothing
    }
  }
}
