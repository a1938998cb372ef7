package io.imprimatur.mailbox;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A person's address as Mailpit writes it. */
record Address(@JsonProperty("Name") String name, @JsonProperty("Address") String address) {

  /** Whether a text, in lower case, occurs in the name or the address. */
  boolean contains(String text) {
    return name.toLowerCase().contains(text) || address.toLowerCase().contains(text);
  }

  @Override
  public String toString() {
    return name.isEmpty() ? address : name + " <" + address + ">";
  }
}
