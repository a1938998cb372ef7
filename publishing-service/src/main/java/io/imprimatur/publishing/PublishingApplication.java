package io.imprimatur.publishing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Puts approved texts on the public site, and takes them off again. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class PublishingApplication {

  public static void main(String[] args) {
    SpringApplication.run(PublishingApplication.class, args);
  }
}
