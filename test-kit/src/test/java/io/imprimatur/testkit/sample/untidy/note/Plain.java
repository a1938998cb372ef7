package io.imprimatur.testkit.sample.untidy.note;

/** The part of the domain that is as it should be. */
public record Plain(String text) {}
