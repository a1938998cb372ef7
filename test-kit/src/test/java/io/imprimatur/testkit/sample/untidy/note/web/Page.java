package io.imprimatur.testkit.sample.untidy.note.web;

/** An edge as it should be. */
public record Page(String text) {}
