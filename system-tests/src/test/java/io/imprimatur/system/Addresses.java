package io.imprimatur.system;

/** Where clients find the parts of a stack. */
@FunctionalInterface
public interface Addresses {

  /**
   * The address of a part at this moment, without a slash at its end. Where a service has several
   * instances, the next call may name another one.
   */
  String url(String part);
}
