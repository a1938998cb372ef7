package io.imprimatur.drafting;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The writers' desk. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class DraftingApplication {

  public static void main(String[] args) {
    SpringApplication.run(DraftingApplication.class, args);
  }
}
