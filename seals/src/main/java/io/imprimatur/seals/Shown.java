package io.imprimatur.seals;

/** Makes a stranger's string fit for a message: short, and without control characters. */
final class Shown {

  private static final int MAX = 80;

  private Shown() {}

  static String of(String foreign) {
    String clean = foreign.replaceAll("\\p{C}", "?");
    return clean.length() <= MAX ? clean : clean.substring(0, MAX) + "…";
  }
}
