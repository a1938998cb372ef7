/**
 * Says what changed between two spellings of a text: word by word inside its paragraphs, items and
 * cells. Bodies are in the canonical form that {@code docs/canonical-html.md} describes; what comes
 * out holds their markup, {@code ins}, {@code del} and the classes named at {@link
 * io.imprimatur.compare.Comparison}, and nothing else.
 */
package io.imprimatur.compare;
