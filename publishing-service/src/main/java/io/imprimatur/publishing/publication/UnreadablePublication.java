package io.imprimatur.publishing.publication;

/** Somebody wrote a publication's document in a form that this service never gives it. */
public final class UnreadablePublication extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String articleId;

  public UnreadablePublication(String articleId, Throwable cause) {
    super("the document can't be read: %s".formatted(why(cause)), cause);
    this.articleId = articleId;
  }

  /** In words that are the same in every process; Java's own name the loader of a class. */
  private static String why(Throwable cause) {
    return cause instanceof ClassCastException ? "a field has another type" : cause.getMessage();
  }

  public String articleId() {
    return articleId;
  }
}
