package io.imprimatur.testkit.sample.tidy.note.web;

import io.imprimatur.testkit.sample.tidy.note.Note;

/** An edge that knows the domain. */
public record NotePage(Note note) {}
