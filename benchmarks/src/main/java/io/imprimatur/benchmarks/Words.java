package io.imprimatur.benchmarks;

/** The words of the articles that benchmarks make: as long as a usual press release. */
final class Words {

  private static final String SENTENCE =
      "The office has set aside the means that the works need until the end of the coming year, and"
          + " reports on them each month. ";

  private static final int PARAGRAPHS = 12;
  private static final int SENTENCES = 3;

  private Words() {}

  static String title(String name) {
    return "Report " + name;
  }

  static String summary() {
    return "What was decided, what it costs, and whom to ask about it.";
  }

  /** Some 4,500 characters in the canonical form. */
  static String body(String name) {
    var body = new StringBuilder("<p>This is report " + name + ".</p>");
    for (int i = 0; i < PARAGRAPHS; i++) {
      body.append("<p>").append(SENTENCE.repeat(SENTENCES).strip()).append("</p>");
    }
    return body.toString();
  }
}
