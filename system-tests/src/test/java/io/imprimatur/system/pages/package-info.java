/**
 * The system through its pages, in a browser, as the people of the office and its readers have it.
 */
package io.imprimatur.system.pages;
