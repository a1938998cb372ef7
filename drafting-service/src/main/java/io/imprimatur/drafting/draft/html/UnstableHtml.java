package io.imprimatur.drafting.draft.html;

/** HTML that reads differently each time it is written out, so it has no canonical form. */
public final class UnstableHtml extends RuntimeException {
  UnstableHtml() {
    super("The body's HTML is too tangled to be brought into a stable form.");
  }
}
