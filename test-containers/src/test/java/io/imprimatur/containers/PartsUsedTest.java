package io.imprimatur.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherSessionListener;

class PartsUsedTest {

  @Test
  @Tag("local-parts")
  void withoutTheProfileNothingAsksForDocker() {
    assertThat(Containers.wanted()).isFalse();
    assertThatThrownBy(() -> Containers.ownStore(1))
        .hasMessage("No image is named by the property containers.store: build with -Pcontainers.");
  }

  @Test
  @Tag("containers")
  void inTheProfileTheLineNamesBothImagesAndTheStoresOwnVersion() {
    Containers.store();
    Containers.broker();

    assertThat(PartsUsed.line().orElseThrow())
        .startsWith("Tests ran on store: " + System.getProperty("containers.store"))
        .contains(" in a container (as version ", "; broker: ")
        .endsWith(System.getProperty("containers.broker") + " in a container");
  }

  @Test
  void theLineIsSaidBehindTheTests() {
    assertThat(ServiceLoader.load(LauncherSessionListener.class))
        .hasAtLeastOneElementOfType(PartsLine.class);
  }
}
