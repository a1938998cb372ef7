package io.imprimatur.kit.messaging;

import java.util.Set;

/**
 * What a service tells.
 *
 * @param types the CloudEvents types of its events
 */
public record TypesTold(Set<String> types) {

  public TypesTold {
    types = Set.copyOf(types);
  }
}
