package io.imprimatur.publishing.site;

/** Sets a page in type. */
@FunctionalInterface
public interface Press {

  /** The page's HTML, or a feed's XML. Everything in it is escaped but an article's body. */
  String print(View view);
}
