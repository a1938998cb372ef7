package io.imprimatur.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;

/** Random bodies in canonical form, and what writers do to them. */
final class Bodies {

  private static final String[] WORDS = {
    "council", "road", "the", "of", "new", "12", "3.5%", "bridge", "open", "closed", "a", "school",
    "会议", "决定", "三十五", "群众", "的", "11月26日", "工作", "R&amp;D", "don't", "“好”"
  };
  private static final String[] SIGNS = {".", ",", "。", "，", "!", ""};
  private static final String[] MARKS = {"strong", "em", "u", "code"};

  private final Random random;

  Bodies(long seed) {
    random = new Random(seed);
  }

  String body() {
    return String.join("", list(1 + random.nextInt(7), this::block));
  }

  /** The body after a few edits: blocks come, go, change; words come and go. */
  String edited(String body) {
    List<String> blocks =
        new ArrayList<>(Block.read(body, Locale.ENGLISH).stream().map(Block::html).toList());
    for (int edits = random.nextInt(4); edits >= 0; edits--) {
      int at = random.nextInt(blocks.size() + 1);
      switch (random.nextInt(4)) {
        case 0 -> blocks.add(at, block());
        case 1 -> {
          if (at < blocks.size()) {
            blocks.remove(at);
          }
        }
        default -> {
          if (at < blocks.size()) {
            blocks.set(at, changed(blocks.get(at)));
          }
        }
      }
    }
    return String.join("", blocks);
  }

  String shuffled(String body) {
    List<String> blocks =
        new ArrayList<>(Block.read(body, Locale.ENGLISH).stream().map(Block::html).toList());
    Collections.shuffle(blocks, random);
    return String.join("", blocks);
  }

  /** Replaces words between tags. */
  private String changed(String html) {
    StringBuilder out = new StringBuilder();
    int tag = 0;
    for (String part : html.split("(?<=[> ])|(?=[<])")) {
      tag = part.startsWith("<") ? 1 : tag;
      boolean text = tag == 0 && !part.isBlank() && random.nextInt(4) == 0;
      out.append(text ? word() + (part.endsWith(" ") ? " " : "") : part);
      tag = part.endsWith(">") ? 0 : tag;
    }
    return out.toString();
  }

  private String block() {
    return switch (random.nextInt(9)) {
      case 0 -> "<h2>" + word() + "</h2>";
      case 1 -> "<ul>" + String.join("", list(1 + random.nextInt(4), this::item)) + "</ul>";
      case 2 -> "<ol>" + String.join("", list(1 + random.nextInt(3), this::item)) + "</ol>";
      case 3 -> "<blockquote>" + paragraph() + paragraph() + "</blockquote>";
      case 4 -> table();
      case 5 -> "<hr>";
      default -> paragraph();
    };
  }

  private String paragraph() {
    return "<p>" + text(1 + random.nextInt(15)) + "</p>";
  }

  private String item() {
    return switch (random.nextInt(4)) {
      case 0 -> "<li>" + text(3) + "<ul><li>" + text(2) + "</li></ul></li>";
      case 1 -> "<li>" + paragraph() + paragraph() + "</li>";
      default -> "<li>" + text(1 + random.nextInt(5)) + "</li>";
    };
  }

  private String table() {
    int width = 1 + random.nextInt(3);
    Supplier<String> row =
        () ->
            "<tr>"
                + String.join(
                    "",
                    list(width, () -> "<td>" + (random.nextInt(5) == 0 ? "" : text(2)) + "</td>"))
                + "</tr>";
    return "<table><tbody>"
        + String.join("", list(1 + random.nextInt(3), row))
        + "</tbody></table>";
  }

  private String text(int words) {
    StringBuilder out = new StringBuilder(word());
    for (int i = 1; i < words; i++) {
      out.append(pick(SIGNS)).append(' ');
      if (random.nextInt(8) == 0) {
        String mark = pick(MARKS);
        out.append('<')
            .append(mark)
            .append('>')
            .append(word())
            .append("</")
            .append(mark)
            .append('>');
      } else if (random.nextInt(20) == 0) {
        out.append("<a href=\"https://x.example/" + random.nextInt(3) + "\" rel=\"noopener\">");
        out.append(word()).append("</a>");
      } else {
        out.append(random.nextInt(15) == 0 ? "<br>" : "").append(word());
      }
    }
    return out.toString().replace(" <br>", "<br>");
  }

  private String word() {
    return pick(WORDS);
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  private static List<String> list(int size, Supplier<String> each) {
    List<String> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(each.get());
    }
    return list;
  }
}
