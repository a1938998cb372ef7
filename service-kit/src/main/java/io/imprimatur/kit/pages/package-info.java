/**
 * Pages for staff: the frame around them, their language and times, and how a refusal looks to a
 * person.
 */
package io.imprimatur.kit.pages;
