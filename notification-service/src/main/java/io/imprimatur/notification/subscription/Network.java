package io.imprimatur.notification.subscription;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of internet addresses that begin alike (CIDR, RFC 4632 and RFC 4291). */
public final class Network {

  private static final int NEIGHBOURS_V4 = 24;
  private static final int NEIGHBOURS_V6 = 64;
  private static final Pattern V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private final byte[] begin;
  private final int bits;

  private Network(byte[] address, int bits) {
    this.begin = masked(address, bits);
    this.bits = bits;
  }

  /**
   * The network that an address most likely shares with others of one house or one customer: the
   * first 24 bits of an IPv4 address, the first 64 of another.
   */
  public static Network around(InetAddress address) {
    byte[] bytes = address.getAddress();
    return new Network(bytes, bytes.length == 4 ? NEIGHBOURS_V4 : NEIGHBOURS_V6);
  }

  /**
   * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or one address alone.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] bytes = address(address).orElseThrow(() -> none(text)).getAddress();
    try {
      int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > bytes.length * 8) {
        throw none(text);
      }
      return new Network(bytes, bits);
    } catch (NumberFormatException e) {
      throw none(text);
    }
  }

  private static IllegalArgumentException none(String text) {
    return new IllegalArgumentException(
        "%s is no address and no network such as 192.0.2.0/24".formatted(text));
  }

  /**
   * Reads an address written in numbers. Never asks for a name.
   *
   * @return nothing where it is none
   */
  public static Optional<InetAddress> address(String text) {
    boolean four = V4.matcher(text).matches();
    if (four
        ? Arrays.stream(text.split("\\.")).anyMatch(part -> Integer.parseInt(part) > 255)
        : !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  public boolean holds(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == begin.length && Arrays.equals(masked(bytes, bits), begin);
  }

  private static byte[] masked(byte[] address, int bits) {
    byte[] masked = new byte[address.length];
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(bits - 8L * i, 0, 8);
      masked[i] = (byte) (address[i] & (0xff << (8 - kept)));
    }
    return masked;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && network.bits == bits
        && Arrays.equals(network.begin, begin);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(begin) + bits;
  }

  @Override
  public String toString() {
    try {
      return InetAddress.getByAddress(begin).getHostAddress() + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("made of an address", e);
    }
  }
}
