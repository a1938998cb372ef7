/** Where writers make, change and submit articles, and see what became of them. */
package io.imprimatur.drafting;
