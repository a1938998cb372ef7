package io.imprimatur.kit.pages;

import com.mongodb.MongoClientException;
import com.mongodb.MongoSocketException;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.inbox.TransientFailure;
import io.imprimatur.kit.observability.RefusedCommands;
import io.imprimatur.kit.people.Roles;
import io.imprimatur.kit.web.Problems;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/**
 * What people read where something was not done: a page in the frame, or, in a small step of a page
 * (htmx), a notice in it.
 */
@ControllerAdvice(annotations = StaffPages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RefusalPages implements ErrorViewResolver, Ordered {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalPages.class);

  private final Desks desks;
  private final PagesSettings settings;
  private final MessageSource words;
  private final Problems problems;

  RefusalPages(Desks desks, PagesSettings settings, MessageSource words, Problems problems) {
    this.desks = desks;
    this.settings = settings;
    this.words = words;
    this.problems = problems;
  }

  /** Whether htmx asks for a part of a page, not for a whole one. */
  public static boolean smallStep(HttpServletRequest request) {
    return "true".equals(request.getHeader("HX-Request"))
        && !"true".equals(request.getHeader("HX-History-Restore-Request"))
        && !"true".equals(request.getHeader("HX-Boosted"));
  }

  /** Shows the answer to a small step where the page has its notices. */
  public static void intoNotices(HttpServletResponse response) {
    response.setHeader("HX-Retarget", "#notices");
    response.setHeader("HX-Reswap", "innerHTML");
  }

  @ModelAttribute("desk")
  Desk desk(HttpServletRequest request) {
    return desks.of(request);
  }

  @ExceptionHandler
  ModelAndView refused(Refusal refusal, HttpServletRequest request, HttpServletResponse response)
      throws java.io.IOException {
    return show(refusal, Problems.of(refusal), request, response);
  }

  @ExceptionHandler({
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class,
    MongoClientException.class,
    MongoSocketException.class,
    TransientFailure.class
  })
  ModelAndView storeAway(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws java.io.IOException {
    LOG.warn("Not done for the moment: {}", e.getMessage());
    Refusal away = new Unavailable("The store", e).coded("store-away");
    return show(away, Problems.of(away), request, response);
  }

  @ExceptionHandler
  void security(AuthenticationException e) {
    throw e;
  }

  @ExceptionHandler
  void security(AccessDeniedException e) {
    throw e;
  }

  @ExceptionHandler
  ModelAndView other(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws java.io.IOException {
    if (TransientFailure.isStoreFull(e)) {
      LOG.error("The store's disk is full: {}", e.getMessage());
      Refusal full = Unavailable.storeFull(e);
      return show(full, Problems.of(full), request, response);
    }
    HttpStatus status =
        e instanceof ErrorResponse known
            ? HttpStatus.valueOf(known.getStatusCode().value())
            : HttpStatus.INTERNAL_SERVER_ERROR;
    if (status.is5xxServerError()) {
      LOG.error("Unexpected failure", e);
    }
    String detail =
        e instanceof ErrorResponse known && known.getBody().getDetail() != null
            ? known.getBody().getDetail()
            : "Something went wrong here.";
    return show(null, Problems.of(status, detail), request, response);
  }

  private ModelAndView show(
      Refusal refusal,
      ProblemDetail problem,
      HttpServletRequest request,
      HttpServletResponse response)
      throws java.io.IOException {
    if (refusal != null) {
      RefusedCommands.because(request, refusal);
    }
    if (Problems.forPrograms(request, request.getRequestURI())) {
      problems.write(request, response, problem);
      return new ModelAndView();
    }
    boolean part = smallStep(request);
    response.setStatus(problem.getStatus());
    if (refusal instanceof Unavailable away) {
      response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(away.retryAfter().toSeconds()));
    }
    if (part) {
      intoNotices(response);
    }
    return view(part ? "kit/parts :: refusal" : "kit/refusal", refusal, problem, request);
  }

  private ModelAndView view(
      String name, Refusal refusal, ProblemDetail problem, HttpServletRequest request) {
    Locale locale = LocaleContextHolder.getLocale();
    Locale other = PageLanguage.other(locale);
    int status = problem.getStatus();
    return new ModelAndView(name)
        .addObject("desk", desks.of(request))
        .addObject("status", status)
        .addObject("heading", heading(refusal, status, locale))
        .addObject("sentences", sentences(refusal, problem, locale))
        .addObject("again", status == 503 && isReading(request))
        .addObject(
            "otherwise",
            Problems.isRestoring(request)
                ? new Otherwise(
                    PageLanguage.code(other),
                    heading(refusal, status, other),
                    sentences(refusal, problem, other))
                : null);
  }

  /** The same in the other language, where the switch can't be answered. */
  public record Otherwise(String language, String heading, List<String> sentences) {}

  /** A page that was asked for may be asked for again; a form would be sent twice. */
  private static boolean isReading(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_METHOD);
    return "GET".equals(failed == null ? request.getMethod() : failed);
  }

  private String heading(Refusal refusal, int status, Locale locale) {
    String general = words.getMessage("refusal.heading", null, locale);
    String byStatus = words.getMessage("refusal.heading." + status, null, general, locale);
    return refusal == null || refusal.code() == null
        ? byStatus
        : words.getMessage("refusal.heading." + refusal.code(), null, byStatus, locale);
  }

  private List<String> sentences(Refusal refusal, ProblemDetail problem, Locale locale) {
    if (refusal instanceof Invalid invalid) {
      return invalid.errors().stream().map(e -> say(e, locale)).toList();
    }
    if (refusal != null && refusal.code() != null) {
      String said =
          words.getMessage("refusal." + refusal.code(), arguments(refusal, locale), null, locale);
      if (said != null) {
        return List.of(said);
      }
    }
    String general =
        words.getMessage("refusal.sentence." + problem.getStatus(), null, null, locale);
    if (refusal == null && general != null) {
      return List.of(general);
    }
    return general == null || PageLanguage.code(locale).equals("en")
        ? List.of(String.valueOf(problem.getDetail()))
        : List.of(general, String.valueOf(problem.getDetail()));
  }

  /** What is wrong with a field, in the page's language. */
  private String say(Invalid.FieldError error, Locale locale) {
    String otherwise = error.field() + ": " + error.message();
    return error.code() == null
        ? otherwise
        : words.getMessage(
            "refusal." + error.code(), error.arguments().toArray(), otherwise, locale);
  }

  private Object[] arguments(Refusal refusal, Locale locale) {
    if (!Roles.LACKS_ROLE.equals(refusal.code())) {
      return refusal.arguments();
    }
    String or = words.getMessage("role.or", null, locale);
    return new Object[] {
      Arrays.stream(refusal.arguments())
          .map(role -> words.getMessage("role." + role, null, role.toString(), locale))
          .collect(Collectors.joining(or))
    };
  }

  /** Errors that no controller of pages has seen, such as an unknown address. */
  @Override
  public ModelAndView resolveErrorView(
      HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    if (!isOfThesePages(uri == null ? "" : uri.toString())) {
      return null;
    }
    Refusal refusal =
        request.getAttribute(Problems.REFUSAL) instanceof Refusal known ? known : null;
    ProblemDetail problem =
        model.get("problem") instanceof ProblemDetail known
            ? known
            : Problems.of(status, status.getReasonPhrase());
    boolean part = smallStep(request);
    if (part
        && RequestContextHolder.currentRequestAttributes()
            instanceof ServletRequestAttributes attributes) {
      intoNotices(attributes.getResponse());
    }
    ModelAndView view =
        view(part ? "kit/parts :: refusal" : "kit/refusal", refusal, problem, request);
    view.addObject(View.RESPONSE_STATUS_ATTRIBUTE, status);
    return view;
  }

  private boolean isOfThesePages(String path) {
    return path.equals(settings.base())
        || path.startsWith(settings.base() + "/")
        || settings.front() && path.equals("/");
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
