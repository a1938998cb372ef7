package io.imprimatur.kit;

/** More than is taken in (RFC 9110, section 15.5.14). Answers 413. */
public final class TooLarge extends Refusal {

  private static final long serialVersionUID = 1L;

  private final long limit;

  /**
   * @param what what is too large, such as {@code "The text"}
   * @param limit the most that is taken, in bytes
   */
  public TooLarge(String what, long limit) {
    super("%s is larger than the %s that are taken.".formatted(what, inWords(limit)));
    this.limit = limit;
  }

  /** A request's whole body. */
  public TooLarge(long limit) {
    this("The body", limit);
  }

  /** The most that is taken, in bytes. */
  public long limit() {
    return limit;
  }

  private static String inWords(long bytes) {
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " KiB" : bytes + " bytes";
  }
}
