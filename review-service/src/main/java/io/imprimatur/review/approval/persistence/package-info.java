/** Reviews, texts and routes as documents of the service's own database. */
package io.imprimatur.review.approval.persistence;
