package io.imprimatur.review.approval;

/**
 * How much a submission changes, found once when its round opens.
 *
 * @param base what it was compared with
 * @param number the round or the live revision that it was compared with; 0 for a new text
 * @param changes how many changes there are; 0 for a new text
 */
public record Size(Base base, int number, int changes) {

  /** A text that review never saw before. */
  public static final Size NEW = new Size(Base.NOTHING, 0, 0);

  /** What a submission is compared with. */
  public enum Base {
    NOTHING("nothing"),
    ROUND("round"),
    LIVE("live");

    private final String word;

    Base(String word) {
      this.word = word;
    }

    /** As the store spells it. */
    public String word() {
      return word;
    }
  }
}
