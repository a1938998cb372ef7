/** The published language: what the four services tell each other about an article. */
package io.imprimatur.events;
