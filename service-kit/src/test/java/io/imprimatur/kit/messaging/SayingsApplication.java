package io.imprimatur.kit.messaging;

import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The smallest service, in this process or in one of its own that a test may kill. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SayingsApplication {

  @Bean
  Sayings sayings(Clock clock) {
    return new Sayings(clock);
  }

  @Bean
  TypesTold typesTold() {
    return new TypesTold(Set.of(Sayings.SAID_ON));
  }

  @Bean
  OwnSayings ownSayings() {
    return new OwnSayings();
  }

  /** Starts it in a system on a broker and a store; further settings as {@code name=value}. */
  static ConfigurableApplicationContext start(
      String broker, String store, String system, String... more) {
    SpringApplication application = new SpringApplication(SayingsApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setRegisterShutdownHook(false);
    String[] settings = new String[more.length + 5];
    settings[0] = "--spring.kafka.bootstrap-servers=" + broker;
    settings[1] = "--spring.mongodb.uri=" + store;
    settings[2] = "--imprimatur.events.system=" + system;
    settings[3] = "--imprimatur.events.service=left";
    settings[4] = "--imprimatur.events.listens-to=right";
    for (int i = 0; i < more.length; i++) {
      settings[5 + i] = "--" + more[i];
    }
    return application.run(settings);
  }

  public static void main(String[] arguments) {
    start(
        arguments[0],
        arguments[1],
        arguments[2],
        Arrays.copyOfRange(arguments, 3, arguments.length));
    System.out.println("started");
  }
}
