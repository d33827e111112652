package org.shuyi.kiosk.ui;

import java.time.Duration;

/**
 * Where the touch API listens.
 *
 * @param host a loopback address; anything else is refused
 * @param port 0 for any free one
 * @param demo shown on the screen as a ribbon, so that nobody takes a demonstration for a library
 * @param language of the screen before the kernel has shown one
 * @param keepAlive between two comments on a quiet event stream; half of Jetty's idle limit of 30 s
 *     and less
 */
public record TouchSettings(
    String host, int port, boolean demo, String language, Duration keepAlive) {
  /** Watchers of the event stream at one time: a screen, a technician's look, and room to spare. */
  static final int WATCHERS = 16;

  public TouchSettings {
    if (!Web.isLoopback(host))
      throw new IllegalArgumentException(
          "touch API: " + host + " is not a loopback address; expected one such as 127.0.0.1");
  }

  /** On 127.0.0.1 in Chinese first, with a comment every 10 s. */
  public static TouchSettings at(int port, boolean demo) {
    return new TouchSettings("127.0.0.1", port, demo, "zh-CN", Duration.ofSeconds(10));
  }
}
