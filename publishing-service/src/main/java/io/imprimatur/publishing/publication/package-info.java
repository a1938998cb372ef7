/**
 * What becomes of an approved text: published, refused, updated, withdrawn. Plain Java; the edges
 * lie in the packages below.
 */
package io.imprimatur.publishing.publication;
