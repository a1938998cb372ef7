/** Finds articles by their words, with Apache Lucene, in this process's memory. */
package io.imprimatur.publishing.site.search;
