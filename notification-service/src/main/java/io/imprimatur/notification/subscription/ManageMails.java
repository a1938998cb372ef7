package io.imprimatur.notification.subscription;

import io.imprimatur.notification.delivery.Mail;

/** Writes the mails with the link to change subscriptions. */
public interface ManageMails {

  Mail write(Subscriber subscriber, ManageMail.Posting posting);
}
