package io.imprimatur.kit.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.error.AbstractErrorController;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorAttributes;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.HtmlUtils;

/**
 * Where errors end that no controller answered. People get the service's own page where it has one
 * ({@code error/404.html}, {@code error/4xx.html}), with {@code status} and {@code problem} in its
 * model, and otherwise a plain one in both languages.
 */
@Controller
final class ErrorPages extends AbstractErrorController {

  private static final Map<Integer, List<String>> SENTENCES =
      Map.of(
          400, List.of("这个请求有误。", "This request can't be understood."),
          401, List.of("请先登录。", "Please sign in first."),
          403, List.of("您没有权限执行此操作。", "You may not do this."),
          404, List.of("没有找到这个页面。", "There is no such page."),
          410, List.of("这个页面已撤下。", "This page was withdrawn."),
          413, List.of("发送的内容过大。", "What was sent is too large."),
          503, List.of("服务暂时不可用，请稍后再试。", "Not available at the moment. Please try again soon."));

  private static final List<String> OTHER_FAULT = List.of("这个请求无法完成。", "This can't be done.");
  private static final List<String> OUR_FAULT =
      List.of("服务器出错了，我们会处理。", "Something went wrong on our side.");

  private final Problems problems;

  ErrorPages(ErrorAttributes attributes, List<ErrorViewResolver> views, Problems problems) {
    super(attributes, views);
    this.problems = problems;
  }

  @RequestMapping("${spring.web.error.path:${error.path:/error}}")
  ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    HttpStatus status = getStatus(request);
    ProblemDetail problem = problem(request, status);
    response.setStatus(status.value());
    if (Problems.forPrograms(request, failedPath(request))) {
      problems.writeBody(response, problem);
      return null;
    }
    ModelAndView own =
        resolveErrorView(
            request, response, status, Map.of("status", status.value(), "problem", problem));
    if (own == null) {
      plain(response, status.value(), problem.getDetail());
    }
    return own;
  }

  private static ProblemDetail problem(HttpServletRequest request, HttpStatus status) {
    if (request.getAttribute(Problems.ATTRIBUTE) instanceof ProblemDetail known) {
      return known;
    }
    Object message = request.getAttribute(RequestDispatcher.ERROR_MESSAGE);
    String text = status.is5xxServerError() || message == null ? "" : message.toString();
    return Problems.of(status, text.isBlank() ? sentences(status.value()).get(1) : text);
  }

  private static String failedPath(HttpServletRequest request) {
    Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    String path = uri == null ? request.getRequestURI() : uri.toString();
    String context = request.getContextPath();
    return path.startsWith(context) ? path.substring(context.length()) : path;
  }

  private static List<String> sentences(int status) {
    return SENTENCES.getOrDefault(status, status >= 500 ? OUR_FAULT : OTHER_FAULT);
  }

  private static void plain(HttpServletResponse response, int status, String detail)
      throws IOException {
    byte[] body = page(status, detail).getBytes(StandardCharsets.UTF_8);
    response.setContentType(MediaType.TEXT_HTML_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.setLocale(Locale.CHINESE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  /** A page in both languages that needs nothing else of the service. */
  static String page(int status, String detail) {
    List<String> words = sentences(status);
    return """
        <!doctype html>
        <html lang="zh">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%1$d %2$s</title>
        </head>
        <body>
        <main>
        <h1>%1$d</h1>
        <p>%2$s</p>
        <div lang="en">
        <p>%3$s</p>
        <p>%4$s</p>
        </div>
        </main>
        </body>
        </html>
        """
        .formatted(
            status,
            words.get(0),
            words.get(1),
            words.get(1).equals(detail) ? "" : HtmlUtils.htmlEscape(String.valueOf(detail)));
  }
}
