package io.imprimatur.editor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Bodies in canonical form, such as nobody would write, but everybody may. */
final class RandomTexts {

  private static final List<String> WORDS =
      List.of(
          "water", "水位", "84 percent", "a &amp; b", "&lt;limit&gt;", "“quoted”", "x\u00a0y", "é");
  private static final List<String> INLINE =
      List.of("strong", "em", "u", "s", "sub", "sup", "code", "a");

  private final Random random;

  RandomTexts(long seed) {
    random = new Random(seed);
  }

  String body() {
    return blocks(2, 1 + random.nextInt(4));
  }

  private String blocks(int depth, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(block(depth));
    }
    return out.toString();
  }

  private String block(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 4)) {
      case 0, 1 -> "<p>" + inline(3, List.of()) + "</p>";
      case 2 -> {
        String name = "h" + (2 + random.nextInt(5));
        yield "<" + name + ">" + inline(2, List.of()) + "</" + name + ">";
      }
      case 3 -> random.nextBoolean() ? "<hr>" : "<pre>" + code() + "</pre>";
      case 4 -> "<blockquote>" + blocks(depth - 1, 1 + random.nextInt(2)) + "</blockquote>";
      case 5, 6 -> list(depth - 1);
      default -> table(depth - 1);
    };
  }

  private String list(int depth) {
    String name = random.nextBoolean() ? "ul" : "ol";
    StringBuilder out = new StringBuilder("<" + name + ">");
    for (int i = random.nextInt(3); i >= 0; i--) {
      out.append("<li>").append(held(depth)).append("</li>");
    }
    return out + "</" + name + ">";
  }

  private String table(int depth) {
    StringBuilder out = new StringBuilder("<table>");
    if (random.nextInt(3) == 0) {
      out.append("<caption>").append(inline(1, List.of())).append("</caption>");
    }
    for (String part : List.of("thead", "tbody", "tbody", "tfoot")) {
      if (random.nextBoolean() || out.indexOf("<tr>") < 0) {
        out.append('<').append(part).append('>');
        for (int row = random.nextInt(2); row >= 0; row--) {
          out.append("<tr>").append(cells(depth)).append("</tr>");
        }
        out.append("</").append(part).append('>');
      }
    }
    return out + "</table>";
  }

  private String cells(int depth) {
    StringBuilder out = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      String name = random.nextBoolean() ? "td" : "th";
      out.append('<').append(name);
      out.append(random.nextInt(6) == 0 ? " colspan=\"2\"" : "");
      out.append(random.nextInt(6) == 0 ? " rowspan=\"3\"" : "");
      out.append(name.equals("th") && random.nextBoolean() ? " scope=\"row\"" : "");
      out.append('>').append(random.nextInt(4) == 0 ? "" : held(depth));
      out.append("</").append(name).append('>');
    }
    return out.toString();
  }

  /** One bare run of words at most, among blocks. */
  private String held(int depth) {
    List<String> parts = new ArrayList<>();
    if (random.nextInt(3) > 0) {
      parts.add(inline(2, List.of()));
    }
    for (int i = random.nextInt(3); i > 0 || parts.isEmpty(); i--) {
      parts.add(block(depth));
    }
    Collections.shuffle(parts, random);
    return String.join("", parts);
  }

  /** Words that begin and end with something to see, with spaces and breaks only between them. */
  private String inline(int depth, List<String> inside) {
    StringBuilder out = new StringBuilder(piece(depth, inside));
    for (int i = random.nextInt(4); i > 0; i--) {
      out.append(random.nextInt(8) == 0 ? "<br>" : random.nextBoolean() ? " " : "");
      out.append(piece(depth, inside));
    }
    return out.toString();
  }

  private String piece(int depth, List<String> inside) {
    String name = INLINE.get(random.nextInt(INLINE.size()));
    if (depth == 0 || random.nextBoolean() || inside.contains(name)) {
      return WORDS.get(random.nextInt(WORDS.size()));
    }
    List<String> around = new ArrayList<>(inside);
    around.add(name);
    String start =
        name.equals("a")
            ? "<a href=\"https://www.example.org/"
                + random.nextInt(3)
                + "?x=1&amp;y=2\" rel=\"noopener\">"
            : "<" + name + ">";
    return start + inline(depth - 1, around) + "</" + name + ">";
  }

  private String code() {
    return "a  b\n"
        + " ".repeat(random.nextInt(4))
        + inline(1, List.of("a")).replace("<br>", "\n")
        + "\n\nend";
  }
}
