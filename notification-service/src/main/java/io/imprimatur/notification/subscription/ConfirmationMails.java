package io.imprimatur.notification.subscription;

import io.imprimatur.notification.delivery.Mail;

/** Writes the mails that ask for a confirmation. */
public interface ConfirmationMails {

  Mail write(Subscriber subscriber, Confirmation.Posting posting);
}
