package io.imprimatur.testkit.sample.untidy.note.persistence;

import io.imprimatur.testkit.sample.untidy.note.web.Page;

/** An edge that knows another. */
public record Row(Page page) {}
