package io.imprimatur.notification.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses belong together. */
class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "203.0.113.0,           203.0.113.255,            true",
    "203.0.113.255,         203.0.114.0,              false",
    "203.0.113.7,           ::ffff:203.0.113.8,       true",
    "2001:db8:1:2::1,       2001:db8:1:2:ffff::ffff,  true",
    "2001:db8:1:2::1,       2001:DB8:1:3::1,          false",
    "0.0.0.1,               ::1,                      false",
  })
  void neighboursShareANetwork(String one, String other, boolean same) {
    Network network = Network.around(address(one));
    assertThat(network.equals(Network.around(address(other)))).isEqualTo(same);
    assertThat(network.holds(address(other))).isEqualTo(same);
    if (same) {
      assertThat(network).hasSameHashCodeAs(Network.around(address(other)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,     10.255.255.255, true",
    "10.0.0.0/8,     11.0.0.0,       false",
    "10.1.2.3/31,    10.1.2.2,       true",
    "10.1.2.3/31,    10.1.2.4,       false",
    "10.1.2.3,       10.1.2.3,       true",
    "10.1.2.3,       10.1.2.2,       false",
    "0.0.0.0/0,      192.0.2.1,      true",
    "0.0.0.0/0,      ::1,            false",
    "2001:db8::/33,  2001:db8:7fff:ffff::1, true",
    "2001:db8::/33,  2001:db8:8000::1, false",
  })
  void aNetworkHoldsWhatBeginsAlike(String network, String address, boolean held) {
    assertThat(Network.parse(network).holds(address(address))).isEqualTo(held);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "localhost", "a.example", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "10.0.0.256",
        "::1/129", "::1/", ":::", "10.0.0.0/8/8", "fe80::1%lo", "beef.cafe", "1.2.3.4, 5.6.7.8"
      })
  void whatIsNoneSaysSo(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.parse(text))
        .withMessageContaining(text + " is no address and no network");
  }

  @Test
  void itIsWrittenAsItIsRead() {
    assertThat(Network.around(address("203.0.113.77"))).hasToString("203.0.113.0/24");
    assertThat(Network.parse("2001:db8::7/32")).hasToString("2001:db8:0:0:0:0:0:0/32");
  }

  private static InetAddress address(String text) {
    return Network.address(text).orElseThrow();
  }
}
