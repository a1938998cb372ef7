/** The HTTP API of review: looking at texts, deciding on them, routes, and the keys of seals. */
package io.imprimatur.review.approval.web;
