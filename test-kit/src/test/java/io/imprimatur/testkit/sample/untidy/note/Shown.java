package io.imprimatur.testkit.sample.untidy.note;

import io.imprimatur.testkit.sample.untidy.note.web.Page;

/** A domain that knows an edge. */
public record Shown(Page page) {}
