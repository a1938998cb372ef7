package io.imprimatur.kit.web;

import io.imprimatur.kit.Invalid;
import io.imprimatur.kit.aggregate.Idempotency;
import io.imprimatur.kit.people.People;
import io.imprimatur.kit.people.Person;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives a controller the request's {@link Idempotency}: the header {@code Idempotency-Key}
 * (draft-ietf-httpapi-idempotency-key-header), quoted or bare, and a fingerprint of method, path
 * and body.
 */
final class IdempotencyArgument implements HandlerMethodArgumentResolver {

  private static final String HEADER = "Idempotency-Key";
  private static final int LONGEST = 255;
  private static final String FORM =
      "must be one text of 1 to " + LONGEST + " visible ASCII characters, quoted or not";

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == Idempotency.class;
  }

  @Override
  public Idempotency resolveArgument(
      MethodParameter parameter,
      ModelAndViewContainer container,
      NativeWebRequest request,
      WebDataBinderFactory binders)
      throws IOException, ServletException {
    HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    List<String> sent = Collections.list(http.getHeaders(HEADER));
    if (sent.size() > 1) {
      throw new Invalid(HEADER, FORM);
    }
    String key = sent.isEmpty() ? null : key(sent.getFirst());
    return new Idempotency(key, People.signedIn().map(Person::id).orElse(""), fingerprint(http));
  }

  /** The key itself; a quoted one is a String of RFC 9651, section 3.3.3. */
  static String key(String header) {
    String text = header.strip();
    String key = text.startsWith("\"") ? unquote(text) : text;
    boolean quoted = text.startsWith("\"");
    boolean visible = key.chars().allMatch(c -> c > 0x20 && c < 0x7f || quoted && c == 0x20);
    if (key.isBlank() || key.length() > LONGEST || !visible) {
      throw new Invalid(HEADER, FORM);
    }
    return key;
  }

  private static String unquote(String text) {
    StringBuilder key = new StringBuilder();
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        if (i == text.length() - 1) {
          return key.toString();
        }
        break;
      }
      if (c == '\\') {
        i++;
        if (i == text.length() || text.charAt(i) != '"' && text.charAt(i) != '\\') {
          break;
        }
      }
      key.append(text.charAt(i));
    }
    throw new Invalid(HEADER, FORM);
  }

  private static String fingerprint(HttpServletRequest request)
      throws IOException, ServletException {
    MessageDigest sha = sha256();
    String query = request.getQueryString();
    add(sha, request.getMethod());
    add(sha, request.getRequestURI() + (query == null ? "" : "?" + query));
    if (request.getAttribute(BodyFilter.BODY) instanceof byte[] body) {
      sha.update(body);
    } else if (String.valueOf(request.getContentType()).startsWith("multipart/")) {
      // The boundary is new in each try, so the parts are compared and not the raw bytes.
      for (Part part : request.getParts()) {
        add(sha, part.getName());
        add(sha, String.valueOf(part.getSubmittedFileName()));
        add(sha, Long.toString(part.getSize()));
        add(sha, part);
      }
    } else {
      request
          .getParameterMap()
          .forEach(
              (name, values) -> {
                add(sha, name);
                add(sha, String.join("\n", values));
              });
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void add(MessageDigest sha, String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) '\n');
  }

  private static void add(MessageDigest sha, Part part) throws IOException {
    byte[] buffer = new byte[1 << 13];
    try (InputStream in = part.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sha.update(buffer, 0, read);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
