package io.imprimatur.kit.pages;

import io.imprimatur.kit.people.Person;
import io.imprimatur.kit.people.Roles;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.web.csrf.CsrfToken;

/** Makes the {@link Desk} of a request. */
final class Desks {

  private static final List<Item> ITEMS =
      List.of(
          new Item("drafting", List.of(Roles.WRITER)),
          new Item("review", List.of(Roles.REVIEWER, Roles.CHIEF_EDITOR, Roles.ADMINISTRATOR)),
          new Item("publishing", List.of(Roles.PUBLISHER, Roles.ADMINISTRATOR)),
          new Item("notification", List.of(Roles.PUBLISHER, Roles.ADMINISTRATOR)));

  private static final String OPERATIONS = "/operations";

  private final PagesSettings settings;
  private final String service;

  Desks(PagesSettings settings, String service) {
    this.settings = settings;
    this.service = service;
  }

  private record Item(String service, List<String> roles) {}

  Desk of(HttpServletRequest request) {
    Optional<Person> person = signedIn(request);
    String here = here(request);
    return new Desk(
        settings.base(),
        service,
        person.orElse(null),
        PageLanguage.code(LocaleContextHolder.getLocale()),
        here,
        person.map(p -> places(p, here)).orElse(List.of()),
        person.isPresent() ? csrfHeaders(request) : null);
  }

  /** From the request where an error is shown: the session is closed by then. */
  private static Optional<Person> signedIn(HttpServletRequest request) {
    return request.getAttribute(Desk.PERSON) instanceof Person person
        ? Optional.of(person)
        : Optional.empty();
  }

  private List<Desk.Place> places(Person person, String here) {
    boolean operating = here.startsWith(settings.base() + OPERATIONS);
    List<Desk.Place> places = new ArrayList<>();
    for (Item item : ITEMS) {
      if (item.roles().stream().anyMatch(person::has)) {
        places.add(
            new Desk.Place(
                item.service(),
                address(item.service()),
                item.service().equals(service) && !operating));
      }
    }
    if (person.has(Roles.ADMINISTRATOR)) {
      places.add(new Desk.Place("operations", settings.base() + OPERATIONS, operating));
    }
    return places;
  }

  private String address(String other) {
    URI url = settings.desks().get(other);
    return other.equals(service) || url == null ? settings.base() : url.toString();
  }

  /** The page that the person sees, also while an error about it is being shown. */
  private String here(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (failed == null) {
      failed = request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
    }
    if (failed != null || !request.getMethod().equals("GET")) {
      return failed == null ? settings.base() : failed.toString();
    }
    String query = request.getQueryString();
    return request.getRequestURI() + (query == null ? "" : "?" + query);
  }

  /** Only for who is signed in: a stranger's page needs no session. */
  private static String csrfHeaders(HttpServletRequest request) {
    return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
        ? "{\"%s\":\"%s\"}".formatted(token.getHeaderName(), token.getToken())
        : null;
  }
}
