package io.imprimatur.kit.web;

import io.imprimatur.kit.IfMatch;
import io.imprimatur.kit.PreconditionRequired;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the request's {@link IfMatch}; a request without one is answered 428. */
final class IfMatchArgument implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == IfMatch.class;
  }

  @Override
  public IfMatch resolveArgument(
      MethodParameter parameter,
      ModelAndViewContainer container,
      NativeWebRequest request,
      WebDataBinderFactory binders) {
    String[] sent = request.getHeaderValues(HttpHeaders.IF_MATCH);
    if (sent == null || sent.length == 0) {
      throw new PreconditionRequired();
    }
    return IfMatch.parse(String.join(", ", sent));
  }
}
