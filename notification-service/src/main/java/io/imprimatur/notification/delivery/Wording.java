package io.imprimatur.notification.delivery;

import java.util.List;

/**
 * A text as one reader gets it.
 *
 * @param sheet what all its readers get
 * @param own what is this reader's own, by the places that the sheet's blanks name
 */
public record Wording(Sheet sheet, List<String> own) {

  public Wording {
    own = List.copyOf(own);
    for (int place : sheet.blanks()) {
      if (place >= own.size()) {
        throw new IllegalArgumentException("nothing fills blank " + place);
      }
    }
  }

  /** A text for one reader alone. */
  public static Wording of(String text) {
    return new Wording(Sheet.whole(text), List.of());
  }

  /** The whole text. */
  public String text() {
    StringBuilder text = new StringBuilder(sheet.pieces().getFirst());
    for (int gap = 0; gap < sheet.blanks().size(); gap++) {
      text.append(own.get(sheet.blanks().get(gap))).append(sheet.pieces().get(gap + 1));
    }
    return text.toString();
  }
}
