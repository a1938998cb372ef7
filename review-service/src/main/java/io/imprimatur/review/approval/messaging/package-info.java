/** What drafting and publishing tell, as this service reads it. */
package io.imprimatur.review.approval.messaging;
