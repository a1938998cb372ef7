package io.imprimatur.kit.web;

import io.imprimatur.kit.Refusal;
import io.imprimatur.kit.observability.RefusedCommands;
import io.imprimatur.kit.observability.Traceparent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;

/** Gives a problem to who asked: as JSON to a program, as an error page to a person. */
final class ProblemAnswers {

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

  private ProblemAnswers() {}

  static ResponseEntity<Object> answer(Exception e, WebRequest request, Refusal refusal) {
    RefusedCommands.because(((ServletWebRequest) request).getRequest(), refusal);
    return answer(e, request, Problems.headers(refusal), Problems.of(refusal));
  }

  static ResponseEntity<Object> answer(
      Exception e, WebRequest request, HttpHeaders headers, ProblemDetail problem) {
    HttpServletRequest http = ((ServletWebRequest) request).getRequest();
    HttpServletResponse response = ((ServletWebRequest) request).getResponse();
    if (response == null || response.isCommitted()) {
      LOG.warn("Too late to answer with an error: {}", e.toString());
      return null;
    }
    if (!Problems.forPrograms(http)) {
      return page(http, response, headers, problem);
    }
    HttpHeaders all = new HttpHeaders(headers);
    all.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    problem.setProperty("traceId", Traceparent.current().traceId());
    return new ResponseEntity<>(problem, all, problem.getStatus());
  }

  private static ResponseEntity<Object> page(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpHeaders headers,
      ProblemDetail problem) {
    headers.forEach(
        (name, values) -> {
          if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
            values.forEach(v -> response.setHeader(name, v));
          }
        });
    request.setAttribute(Problems.ATTRIBUTE, problem);
    try {
      response.sendError(problem.getStatus(), problem.getDetail());
    } catch (IOException gone) {
      LOG.debug("The reader left before the error page", gone);
    }
    return null;
  }
}
