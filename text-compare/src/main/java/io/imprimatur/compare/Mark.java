package io.imprimatur.compare;

/** The elements that carry what changed, and the classes of blocks that carry it as a whole. */
enum Mark {
  INS("<ins>", "</ins>", "added"),
  DEL("<del>", "</del>", "removed"),
  INS_FORMAT("<ins class=\"format\">", "</ins>", "added format"),
  DEL_FORMAT("<del class=\"format\">", "</del>", "removed format");

  private final String start;
  private final String end;
  private final String block;

  Mark(String start, String end, String block) {
    this.start = start;
    this.end = end;
    this.block = block;
  }

  String start() {
    return start;
  }

  String end() {
    return end;
  }

  String block() {
    return block;
  }

  String around(String html) {
    return start + html + end;
  }
}
