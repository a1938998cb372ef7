package io.imprimatur.review.approval;

import io.imprimatur.events.Digest;
import io.imprimatur.events.Text;
import java.util.Optional;

/** The texts under review, each under its digest. They never change. */
public interface Texts {

  /** Keeps a text; keeping it twice does no harm. */
  void keep(Digest digest, Text text);

  Optional<Text> find(Digest digest);
}
