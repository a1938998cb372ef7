package io.imprimatur.signin;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationListener;

/** Starts the sign-in. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SignInApplication {

  /** Runs until the process is told to end. */
  public static void main(String[] arguments) {
    var application = new SpringApplication(SignInApplication.class);
    application.addListeners(
        (ApplicationListener<ApplicationReadyEvent>)
            event ->
                System.out.println(
                    "ready on localhost:"
                        + event
                            .getApplicationContext()
                            .getEnvironment()
                            .getProperty("local.server.port")));
    application.run(arguments);
  }
}
