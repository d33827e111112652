package org.shuyi.devices;

import java.util.ArrayList;
import java.util.List;

/**
 * What a driver wants done after a step: bytes to write, in order, and notices for the station.
 *
 * @param anew whether the line is to be given up and opened again, as the end of a program that
 *     does not obey; it is told as {@link Told.LineDown} and {@link Told.LineUp}
 */
public record Answer<N>(List<Bytes> write, List<N> notices, boolean anew) {
  /** One that leaves the line as it is. */
  public Answer(List<Bytes> write, List<N> notices) {
    this(write, notices, false);
  }

  public Answer {
    write = List.copyOf(write);
    notices = List.copyOf(notices);
  }

  public static <N> Answer<N> nothing() {
    return new Answer<>(List.of(), List.of());
  }

  public static <N> Answer<N> write(Bytes frame) {
    return new Answer<>(List.of(frame), List.of());
  }

  public static <N> Answer<N> notice(N notice) {
    return new Answer<>(List.of(), List.of(notice));
  }

  /** What has gathered since the last step; nothing of it is left in the lists. */
  public static <N> Answer<N> taking(List<Bytes> writes, List<N> notices) {
    var answer = new Answer<>(writes, notices);
    writes.clear();
    notices.clear();
    return answer;
  }

  /** This answer, and then that one. */
  public Answer<N> then(Answer<N> more) {
    var allWrites = new ArrayList<>(write);
    allWrites.addAll(more.write);
    var allNotices = new ArrayList<>(notices);
    allNotices.addAll(more.notices);
    return new Answer<>(allWrites, allNotices, anew || more.anew);
  }
}
