package io.imprimatur.testkit.sample.tidy.note;

/** A domain that knows nobody. */
public record Note(String text) {}
