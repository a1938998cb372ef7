/** Reads files that writers bring: plain text, Markdown, HTML and Word documents. */
package io.imprimatur.drafting.draft.imports;
