/** Drafts as documents, one for each article, and the submitted texts beside them. */
package io.imprimatur.drafting.draft.persistence;
