package io.imprimatur.kit.web;

import io.imprimatur.kit.people.PeopleAutoConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what Tomcat refuses before any of our code sees it, such as a path that can't be decoded:
 * programs with a problem (RFC 9457), people with a plain page. Tomcat makes it by name, so it is
 * public and has no arguments.
 */
public final class LastWords extends ErrorReportValve {

  private static final String DETAIL = "The server can't read this request.";
  private static final String HTML = "text/html;charset=UTF-8";

  @Override
  protected void report(Request request, Response response, Throwable cause) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    boolean person = isPerson(request);
    String words = person ? ErrorPages.page(status, DETAIL) : problem(status);
    try {
      byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
      response.setContentType(person ? HTML : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      PeopleAutoConfiguration.headers(response);
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      container.getLogger().debug("Nobody waits for the error any more", gone);
    }
  }

  /** Where not even the path can be read, no browser sent it. */
  private static boolean isPerson(Request request) {
    String path = request.getRequestURI();
    return path != null && !Problems.forPrograms(request, path);
  }

  private static String problem(int status) {
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Error " + status : known.getReasonPhrase();
    return "{\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}".formatted(title, status, DETAIL);
  }
}
