package io.imprimatur.kit.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Answers what Tomcat refuses before any of our code sees it, such as a path that can't be decoded.
 * Tomcat makes it by name, so it is public and has no arguments.
 */
public final class LastWords extends ErrorReportValve {

  @Override
  protected void report(Request request, Response response, Throwable cause) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Error " + status : known.getReasonPhrase();
    String body =
        "{\"title\":\"%s\",\"status\":%d,\"detail\":\"The server can't read this request.\"}"
            .formatted(title, status);
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
      response.finishResponse();
    } catch (IOException | IllegalStateException gone) {
      container.getLogger().debug("Nobody waits for the error any more", gone);
    }
  }
}
