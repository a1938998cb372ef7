package io.imprimatur.kit.signin;

import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.pages.PagesSettings;
import io.imprimatur.kit.pages.RefusalPages;
import io.imprimatur.kit.people.People;
import io.imprimatur.kit.web.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * What happens where nobody is signed in any more. Who opens a page is led to sign-in and back. Who
 * sends a form gets a page that keeps what was typed until they have signed in again. A small step
 * of a page (htmx) and a program get 401 with a way to sign in.
 */
final class SignInAgain implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final PagesSettings settings;
  private final Provider provider;
  private final Problems problems;

  SignInAgain(PagesSettings settings, Provider provider, Problems problems) {
    this.settings = settings;
    this.provider = provider;
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    if (RefusalPages.smallStep(request)) {
      forward(HttpStatus.UNAUTHORIZED, request, response);
    } else if (Problems.forPrograms(request, path)) {
      problems.write(
          request,
          response,
          Problems.of(
              HttpStatus.UNAUTHORIZED,
              "Your session has ended. Sign in at %s/signed-in, then try again."
                  .formatted(settings.base())));
    } else if (opensAPage(request)) {
      lead(request, response);
    } else {
      forward(HttpStatus.UNAUTHORIZED, request, response);
    }
  }

  /** Whether somebody opens a page, as opposed to what a page or a program does. */
  static boolean opensAPage(HttpServletRequest request) {
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
        && !RefusalPages.smallStep(request)
        && !Problems.forPrograms(request, request.getRequestURI());
  }

  private void lead(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    try {
      provider.registration();
    } catch (Unavailable away) {
      unavailable(request, response);
      return;
    }
    response.sendRedirect(StaffSecurity.signIn(settings));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException, ServletException {
    if (e instanceof CsrfException) {
      if (request.getRequestURI().equals(settings.base() + StaffSecurity.SIGN_OUT)) {
        response.sendRedirect(settings.base()); // signed out already
      } else if (Problems.forPrograms(request, request.getRequestURI())) {
        boolean ended = People.signedIn().isEmpty();
        problems.write(
            request,
            response,
            Problems.of(
                ended ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN,
                ended
                    ? "Your session has ended. Sign in at %s/signed-in, then try again."
                        .formatted(settings.base())
                    : "This page is older than your session. Load it again, then try again."));
      } else {
        forward(
            People.signedIn().isEmpty() ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN,
            request,
            response);
      }
      return;
    }
    problems.write(
        request, response, Problems.of(HttpStatus.FORBIDDEN, "You may not use this path."));
  }

  /** Somebody could not be led to the provider. */
  void notLed(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    if (e.getCause() instanceof Unavailable) {
      unavailable(request, response);
    } else {
      response.sendRedirect(settings.base() + StaffSecurity.SIGNED_OUT + "?error");
    }
  }

  /** The provider doesn't answer, and what it said last is too old to go on. */
  void unavailable(HttpServletRequest request, HttpServletResponse response) throws IOException {
    problems.write(request, response, Provider.away(null));
  }

  private void forward(HttpStatus status, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    response.setStatus(status.value());
    request
        .getRequestDispatcher(settings.base() + StaffSecurity.SESSION_ENDED)
        .forward(request, response);
  }
}
