/**
 * Turns HTML from anywhere into the one spelling in which an article's body is kept, approved and
 * published. What that spelling allows is described in {@code docs/canonical-html.md}.
 */
package io.imprimatur.drafting.draft.html;
