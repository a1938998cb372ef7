package io.imprimatur.publishing.publication;

/** Somebody wrote a publication's document in a form that this service never gives it. */
public final class UnreadablePublication extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String articleId;

  public UnreadablePublication(String articleId, Throwable cause) {
    super("the document can't be read: %s".formatted(cause.getMessage()), cause);
    this.articleId = articleId;
  }

  public String articleId() {
    return articleId;
  }
}
