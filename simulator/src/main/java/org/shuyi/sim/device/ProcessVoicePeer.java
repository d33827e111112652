package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Loudspeaker;

/**
 * A program that speaks, and the loudspeaker behind it; a sentence takes three seconds, and can be
 * broken off. A stubborn one does one thing after the other, as a loop of a shell does: it takes
 * half a minute for a sentence and hears nothing meanwhile.
 *
 * <p>Source: the README of {@code voice.process}, which is that protocol's specification.
 */
public final class ProcessVoicePeer extends SerialPeer {
  private static final long SENTENCE_MILLIS = 3_000;

  /** The longest that a driver waits for a sentence. */
  private static final long LONG_SENTENCE_MILLIS = 30_000;

  /** No silence ends a line. */
  private static final int GAP_MILLIS = 60_000;

  private final Loudspeaker loudspeaker;
  private final boolean stubborn;
  private final List<String[]> unheard = new ArrayList<>();
  private String sentence = "";
  private String number = "";
  private long ends = NEVER;

  public ProcessVoicePeer(Loudspeaker loudspeaker, long seed) {
    this(loudspeaker, false, seed);
  }

  private ProcessVoicePeer(Loudspeaker loudspeaker, boolean stubborn, long seed) {
    super(Pace.INSTANT, GAP_MILLIS, seed);
    this.loudspeaker = loudspeaker;
    this.stubborn = stubborn;
  }

  /** One that cannot be broken off. */
  public static ProcessVoicePeer stubborn(Loudspeaker loudspeaker, long seed) {
    return new ProcessVoicePeer(loudspeaker, true, seed);
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    unheard.clear();
    stop();
  }

  /** A program whose station is gone is killed, and another is started. */
  @Override
  public void hungUp(long now) {
    powerUp(now);
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    for (int end = 0; end < filled; end++) {
      if (inbox[end] != '\n') continue;
      String[] parts = new String(inbox, 0, end, StandardCharsets.UTF_8).split("\t", -1);
      if (stubborn && ends != NEVER) unheard.add(parts);
      else obey(parts, end + 1, now);
      return end + 1;
    }
    return MORE;
  }

  private void obey(String[] parts, int size, long now) {
    if (parts.length == 2 && parts[0].equals("ping"))
      answer(line("here\t" + parts[1]), size, 0, now);
    if (parts.length == 2 && parts[0].equals("hush")) stop();
    if (parts.length == 4 && parts[0].equals("say")) {
      stop();
      if (loudspeaker.broken()) {
        answer(line("failed\t" + parts[1] + "\tno sound card"), size, 0, now);
        return;
      }
      number = parts[1];
      sentence = parts[2] + ": " + parts[3];
      ends = now + (stubborn ? LONG_SENTENCE_MILLIS : SENTENCE_MILLIS);
    }
  }

  private void stop() {
    if (ends != NEVER) loudspeaker.stops(sentence);
    ends = NEVER;
  }

  @Override
  long actsAt() {
    return ends;
  }

  @Override
  void act(long now) {
    ends = NEVER;
    loudspeaker.says(sentence);
    say(line("said\t" + number), now);
    while (ends == NEVER && !unheard.isEmpty()) obey(unheard.removeFirst(), 0, now);
  }

  private static Bytes line(String line) {
    return Bytes.copyOf((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
