package io.imprimatur.review.approval;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import java.util.Optional;

/** The texts under review, each under its digest. They never change. */
public interface Texts {

  /** Keeps a text; keeping it twice does no harm, and mends what was altered meanwhile. */
  void keep(Digest digest, Text text);

  /**
   * What is kept under a digest, be it altered; nothing where it is gone or no longer a text. Ask
   * {@link Round#isOf} before you believe it.
   */
  Optional<Text> find(Digest digest);
}
