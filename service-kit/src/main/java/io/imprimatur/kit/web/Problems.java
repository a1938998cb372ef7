package io.imprimatur.kit.web;

import io.imprimatur.kit.Conflict;
import io.imprimatur.kit.Forbidden;
import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.KeyReused;
import io.imprimatur.kit.NotFound;
import io.imprimatur.kit.PreconditionFailed;
import io.imprimatur.kit.PreconditionRequired;
import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.TooLarge;
import io.imprimatur.kit.TooMany;
import io.imprimatur.kit.Unavailable;
import io.imprimatur.kit.observability.RefusedCommands;
import io.imprimatur.kit.observability.Traceparent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import tools.jackson.databind.json.JsonMapper;

/** Makes problems (RFC 9457) and writes them where no controller does, as filters must. */
public final class Problems {

  /** Request attribute under which an error's problem travels to the error page. */
  static final String ATTRIBUTE = Problems.class.getName();

  /** Request attribute under which the refusal itself does. */
  public static final String REFUSAL = Problems.class.getName() + ".refusal";

  private static final List<String> FOR_PROGRAMS =
      List.of("/api", "/actuator", "/v3/api-docs", "/.well-known");

  private final JsonMapper json;

  public Problems(JsonMapper json) {
    this.json = json;
  }

  /** Whether an error is shown because the service's database was put back. */
  public static boolean isRestoring(HttpServletRequest request) {
    return request.getAttribute(REFUSAL) instanceof Unavailable away
        && Unavailable.RESTORING.equals(away.code());
  }

  /** A problem without a type of its own: the status says it all, the detail says why. */
  public static ProblemDetail of(HttpStatusCode status, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    HttpStatus known = HttpStatus.resolve(status.value());
    problem.setTitle(known == null ? "Error " + status.value() : known.getReasonPhrase());
    return problem;
  }

  /** What a refusal answers. */
  public static ProblemDetail of(Refusal refusal) {
    ProblemDetail problem = of(status(refusal), refusal.getMessage());
    switch (refusal) {
      case Invalid invalid -> invalid(problem, invalid.errors());
      case PreconditionFailed failed -> problem.setProperty("current", failed.current());
      case TooLarge tooLarge -> problem.setProperty("limit", tooLarge.limit());
      case NotFound n -> {}
      case Forbidden f -> {}
      case Conflict c -> {}
      case PreconditionRequired p -> {}
      case KeyReused k -> {}
      case TooMany m -> {}
      case Unavailable u -> {}
    }
    return problem;
  }

  /** The problem of a request with wrong fields. */
  static ProblemDetail invalid(List<Invalid.FieldError> errors) {
    return of(new Invalid(errors));
  }

  private static void invalid(ProblemDetail problem, List<Invalid.FieldError> errors) {
    problem.setProperty("errors", errors);
  }

  private static HttpStatus status(Refusal refusal) {
    return switch (refusal) {
      case Invalid i -> HttpStatus.BAD_REQUEST;
      case Forbidden f -> HttpStatus.FORBIDDEN;
      case NotFound n -> HttpStatus.NOT_FOUND;
      case Conflict c -> HttpStatus.CONFLICT;
      case PreconditionFailed p -> HttpStatus.PRECONDITION_FAILED;
      case TooLarge t -> HttpStatus.CONTENT_TOO_LARGE;
      case KeyReused k -> HttpStatus.UNPROCESSABLE_CONTENT;
      case PreconditionRequired p -> HttpStatus.PRECONDITION_REQUIRED;
      case TooMany m -> HttpStatus.TOO_MANY_REQUESTS;
      case Unavailable u -> HttpStatus.SERVICE_UNAVAILABLE;
    };
  }

  /**
   * The headers that belong to a problem: its media type and, for 429 and 503, when to try again.
   */
  static HttpHeaders headers(Refusal refusal) {
    HttpHeaders headers = new HttpHeaders();
    headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    Duration retryAfter =
        switch (refusal) {
          case Unavailable away -> away.retryAfter();
          case TooMany tooMany -> tooMany.retryAfter();
          default -> null;
        };
    if (retryAfter != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    }
    return headers;
  }

  /**
   * Whether the answer is read by a program: everything under {@code /api} and its like, and
   * elsewhere whoever asks for JSON and not for HTML. Everybody else gets a page.
   */
  public static boolean forPrograms(HttpServletRequest request, String path) {
    if (FOR_PROGRAMS.stream().anyMatch(p -> path.equals(p) || path.startsWith(p + "/"))) {
      return true;
    }
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains("json")
        && Arrays.stream(accept.split(",")).noneMatch(a -> a.strip().startsWith("text/html"));
  }

  static boolean forPrograms(HttpServletRequest request) {
    return forPrograms(request, path(request));
  }

  /** The path inside this application, as it was sent. */
  private static String path(HttpServletRequest request) {
    return request.getRequestURI().substring(request.getContextPath().length());
  }

  /** Answers with a refusal's problem, or with an error page where a person asked. */
  public void write(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    headers(refusal)
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
                values.forEach(v -> response.setHeader(name, v));
              }
            });
    request.setAttribute(REFUSAL, refusal);
    RefusedCommands.because(request, refusal);
    write(request, response, of(refusal));
  }

  /** Answers with a problem, or with an error page where a person asked. */
  public void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    if (!forPrograms(request)) {
      request.setAttribute(ATTRIBUTE, problem);
      response.sendError(problem.getStatus(), problem.getDetail());
      return;
    }
    response.setStatus(problem.getStatus());
    writeBody(response, problem);
    response.flushBuffer();
  }

  void writeBody(HttpServletResponse response, ProblemDetail problem) throws IOException {
    problem.setProperty("traceId", Traceparent.current().traceId());
    byte[] body = json.writeValueAsBytes(problem);
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
