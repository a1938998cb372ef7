package io.imprimatur.events;

/** What drafting-service tells. */
public sealed interface DraftingEvent extends LifecycleEvent
    permits DraftSubmitted, TakeBackRequested {
  @Override
  default String source() {
    return "drafting";
  }
}
