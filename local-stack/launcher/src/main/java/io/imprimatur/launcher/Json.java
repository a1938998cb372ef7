package io.imprimatur.launcher;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As much JSON (RFC 8259) as the launcher needs: objects are {@code Map<String, Object>} in their
 * order, arrays {@code List<Object>}, numbers {@code Long} or {@code Double}.
 */
final class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException where the text is no JSON
   */
  static Object parse(String text) {
    var json = new Json(text);
    Object value = json.value();
    json.space();
    if (json.at < text.length()) {
      throw json.wrong("more after the end");
    }
    return value;
  }

  /**
   * @throws IllegalArgumentException where the text is no JSON object
   */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(String text) {
    if (parse(text) instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new IllegalArgumentException("No JSON object: " + text);
  }

  /** On several lines, for people too. */
  static String write(Object value) {
    var out = new StringBuilder();
    write(value, out, "\n");
    return out.toString();
  }

  private static void write(Object value, StringBuilder out, String newLine) {
    switch (value) {
      case null -> out.append("null");
      case Map<?, ?> map -> {
        String separator = newLine + "  ";
        out.append('{');
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          quote(entry.getKey().toString(), out);
          out.append(": ");
          write(entry.getValue(), out, newLine + "  ");
          separator = "," + newLine + "  ";
        }
        out.append(map.isEmpty() ? "" : newLine).append('}');
      }
      case List<?> list -> {
        String separator = newLine + "  ";
        out.append('[');
        for (Object element : list) {
          out.append(separator);
          write(element, out, newLine + "  ");
          separator = "," + newLine + "  ";
        }
        out.append(list.isEmpty() ? "" : newLine).append(']');
      }
      case Number number -> out.append(number);
      case Boolean bool -> out.append(bool);
      default -> quote(value.toString(), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private Object value() {
    space();
    return switch (next()) {
      case '{' -> members();
      case '[' -> elements();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> members() {
    var map = new LinkedHashMap<String, Object>();
    at++;
    space();
    while (next() != '}') {
      if (!map.isEmpty()) {
        take(',');
        space();
      }
      String name = string();
      space();
      take(':');
      map.put(name, value());
      space();
    }
    at++;
    return map;
  }

  private List<Object> elements() {
    var list = new ArrayList<>();
    at++;
    space();
    while (next() != ']') {
      if (!list.isEmpty()) {
        take(',');
      }
      list.add(value());
      space();
    }
    at++;
    return list;
  }

  private String string() {
    take('"');
    var out = new StringBuilder();
    while (next() != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = next();
    at++;
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\', '/' -> c;
      case 'u' -> {
        if (at + 4 > text.length()) {
          throw wrong("a cut-off escape");
        }
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> throw wrong("an unknown escape");
    };
  }

  private Number number() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      if (digits.matches("-?\\d+")) {
        return Long.valueOf(digits);
      }
      return Double.valueOf(digits);
    } catch (NumberFormatException e) {
      throw wrong("no value");
    }
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong("an unknown word");
    }
    at += word.length();
    return value;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() {
    if (at >= text.length()) {
      throw wrong("the end too early");
    }
    return text.charAt(at);
  }

  private void take(char expected) {
    if (next() != expected) {
      throw wrong("'" + next() + "' in place of '" + expected + "'");
    }
    at++;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("Not JSON: " + what + " at character " + at);
  }
}
