package io.imprimatur.kit.pages;

import io.imprimatur.kit.people.Person;
import java.util.List;

/**
 * What every page for staff has around its own content.
 *
 * @param base the path below which this service's pages are
 * @param service the service's name
 * @param person who is signed in; null on the few pages that need nobody
 * @param language {@code zh} or {@code en}
 * @param here path and query of this page, to come back to
 * @param nav the desks that the person can use
 * @param csrfHeaders what htmx sends with each request, as JSON; null without a session
 */
public record Desk(
    String base,
    String service,
    Person person,
    String language,
    String here,
    List<Place> nav,
    String csrfHeaders) {

  /** Request attribute with the person, for errors that are shown when the session is closed. */
  public static final String PERSON = Desk.class.getName() + ".person";

  public Desk {
    nav = List.copyOf(nav);
  }

  /** The other language of the pages. */
  public String otherLanguage() {
    return language.equals("zh") ? "en" : "zh";
  }

  /**
   * A desk in the head of each page.
   *
   * @param key names it: message {@code nav.<key>}
   * @param url as the browser reaches it
   * @param current whether this page belongs to it
   */
  public record Place(String key, String url, boolean current) {}
}
