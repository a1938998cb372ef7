package io.imprimatur.review.approval;

import io.imprimatur.events.Text;

/** As much of a text as a list of reviews shows. */
public record Subject(String title, String section, String language) {

  static Subject of(Text text) {
    return new Subject(text.title(), text.section(), text.language());
  }
}
