package io.imprimatur.kit.web;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.Paging;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the request's {@link Paging}: the parameters limit and after. */
final class PagingArgument implements HandlerMethodArgumentResolver {

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Paging.class;
  }

  @Override
  public Paging resolveArgument(
      MethodParameter parameter,
      ModelAndViewContainer container,
      NativeWebRequest request,
      WebDataBinderFactory binders) {
    String limit = request.getParameter("limit");
    return new Paging(
        limit == null ? Paging.DEFAULT : number(limit), request.getParameter("after"));
  }

  private static int number(String limit) {
    try {
      return Integer.parseInt(limit);
    } catch (NumberFormatException e) {
      throw new Invalid("limit", "must be a whole number from 1 to " + Paging.MAX);
    }
  }
}
