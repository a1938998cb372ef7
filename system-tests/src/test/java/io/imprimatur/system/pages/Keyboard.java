package io.imprimatur.system.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.assertj.core.api.Assertions;

/** Somebody who uses nothing but the keyboard, and must see where they are. */
final class Keyboard {

  private static final int MOST_TABS = 150;

  private static final String SHOWS_FOCUS =
      """
      part => {
        const style = getComputedStyle(part);
        const inner = part.firstElementChild ? getComputedStyle(part.firstElementChild) : style;
        return style.outlineStyle !== 'none' || style.boxShadow !== 'none' || inner.outlineStyle !== 'none';
      }
      """;

  private final Page page;

  Keyboard(Page page) {
    this.page = page;
  }

  /** Goes from part to part until this one has the focus, which must show. */
  Keyboard to(Locator part) {
    part.waitFor();
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      if (hasFocus(part)) {
        Assertions.assertThat((Boolean) part.evaluate(SHOWS_FOCUS))
            .as("focus shows on " + part)
            .isTrue();
        return this;
      }
      page.keyboard().press("Tab");
    }
    throw new AssertionError("Tab does not lead to %s in %s".formatted(part, page.url()));
  }

  private static boolean hasFocus(Locator part) {
    return (Boolean) part.evaluate("part => part === document.activeElement");
  }

  Keyboard press(String... keys) {
    for (String key : keys) {
      page.keyboard().press(key);
    }
    return this;
  }

  Keyboard type(String text) {
    page.keyboard().insertText(text);
    return this;
  }

  /** Chooses an option of the list that has the focus. */
  Keyboard choose(Locator list, String value) {
    to(list);
    for (int i = 0; i < 50 && !list.inputValue().equals(value); i++) {
      page.keyboard().press("ArrowDown");
    }
    Assertions.assertThat(list.inputValue()).isEqualTo(value);
    return this;
  }
}
