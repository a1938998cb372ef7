package io.imprimatur.kit.observability;

import io.imprimatur.kit.people.SignIn;
import java.io.IOException;

/** Whether sign-in answers. Without it tokens are still read where its keys were fetched before. */
final class SignInHealth extends AskedNowAndThen {

  private final SignIn signIn;

  SignInHealth(SignIn signIn) {
    this.signIn = signIn;
  }

  @Override
  String address() throws IOException {
    signIn.ping();
    return signIn.issuer();
  }

  @Override
  String away(Exception why) {
    return "Sign-in does not answer at %s: nobody new can sign in, and tokens %s."
        .formatted(
            signIn.issuer(),
            signIn.keysSeen()
                ? "are read with the keys fetched before"
                : "can't be read until it comes");
  }
}
