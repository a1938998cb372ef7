/** The API for writers. */
package io.imprimatur.drafting.draft.web;
