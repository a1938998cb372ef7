package io.imprimatur.kit.web;

import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.Page;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * The headers that go with an answer: {@code Link} with a page of a list, {@code ETag} with a
 * version.
 */
@RestControllerAdvice
final class HeaderAdvice implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public Object beforeBodyWrite(
      Object body,
      MethodParameter returnType,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    if (body instanceof Page<?> page && page.nextCursor() != null) {
      response
          .getHeaders()
          .add(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next(request, page)));
    }
    if (body instanceof Versioned<?> versioned) {
      response.getHeaders().set(HttpHeaders.ETAG, IfMatch.tag(versioned.version()));
    }
    return body;
  }

  private static String next(ServerHttpRequest request, Page<?> page) {
    return ServletUriComponentsBuilder.fromRequest(
            ((ServletServerHttpRequest) request).getServletRequest())
        .replaceQueryParam("after", page.nextCursor())
        .build()
        .toUriString();
  }
}
