package io.imprimatur.kit.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses who can't read JSON before a command runs: a refusal must not have had an effect. */
final class JsonOnly implements HandlerInterceptor {

  private static final List<MediaType> OURS =
      List.of(MediaType.APPLICATION_JSON, MediaType.APPLICATION_PROBLEM_JSON);

  @Override
  public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
      throws HttpMediaTypeNotAcceptableException {
    List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
    if (!accept.isEmpty() && accepted(accept).stream().noneMatch(JsonOnly::includesOurs)) {
      throw new HttpMediaTypeNotAcceptableException(OURS);
    }
    return true;
  }

  private static List<MediaType> accepted(List<String> headers)
      throws HttpMediaTypeNotAcceptableException {
    try {
      return MediaType.parseMediaTypes(headers);
    } catch (InvalidMediaTypeException e) {
      throw new HttpMediaTypeNotAcceptableException(OURS);
    }
  }

  private static boolean includesOurs(MediaType accepted) {
    return accepted.getQualityValue() > 0
        && OURS.stream().anyMatch(accepted.removeQualityValue()::includes);
  }
}
