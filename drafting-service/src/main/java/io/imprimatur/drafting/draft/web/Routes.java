package io.imprimatur.drafting.draft.web;

import io.imprimatur.kit.office.LocalName;
import java.util.List;
import java.util.Optional;

/** Whose approval a section's texts need, as review tells. */
interface Routes {

  /** Nothing while review does not answer. */
  Optional<List<Step>> of(String section);

  /**
   * @param group the role that decides
   */
  record Step(LocalName name, String group) {}
}
