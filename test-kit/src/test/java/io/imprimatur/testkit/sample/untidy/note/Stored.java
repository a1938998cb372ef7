package io.imprimatur.testkit.sample.untidy.note;

import org.bson.Document;

/** A domain that knows a technology. */
public record Stored(Document document) {}
