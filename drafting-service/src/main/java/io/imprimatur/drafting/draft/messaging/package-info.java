/** The neighbours' events: read, verified where they carry a seal, and handed to the draft. */
package io.imprimatur.drafting.draft.messaging;
