package io.imprimatur.testkit.sample.tidy.note.persistence;

import io.imprimatur.testkit.sample.tidy.note.Note;
import org.bson.Document;

/** An edge that knows the domain and a technology. */
public record NoteDocument(Document document, Note note) {}
