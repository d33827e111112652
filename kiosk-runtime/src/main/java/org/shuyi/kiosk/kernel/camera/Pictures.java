package org.shuyi.kiosk.kernel.camera;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The state of the camera. Times are ticks but where they say otherwise.
 *
 * @param last the number of the last picture that was meant
 * @param open those of which no word has come yet, oldest first
 * @param kept those that lie on the disk, or may, oldest first
 * @param meantAt of the last pictures, oldest first: none begins while there are too many
 * @param tidyAt when the folder is looked at again
 */
public record Pictures(
    long last, List<Open> open, List<Kept> kept, List<Long> meantAt, long tidyAt) {
  public Pictures {
    open = List.copyOf(open);
    kept = List.copyOf(kept);
    meantAt = List.copyOf(meantAt);
  }

  /**
   * @param until when nobody waits for it any more
   */
  public record Open(long picture, String event, long until) {}

  /**
   * @param untilTicks when it is erased at the latest: these never jump
   * @param untilWall the same by the calendar, in milliseconds since 1970, which counts the hours
   *     without power too; 0 where nobody knew the date
   * @param why it is to be erased; empty while it is kept
   */
  public record Kept(long picture, long untilTicks, long untilWall, String why) {
    boolean isToGo() {
      return !why.isEmpty();
    }

    Kept erased(String reason) {
      return new Kept(picture, untilTicks, untilWall, reason);
    }
  }

  public static Pictures none() {
    return new Pictures(0, List.of(), List.of(), List.of(), 0);
  }

  /** The pictures that may lie on the disk. */
  SortedSet<Long> wanted() {
    var wanted = new TreeSet<Long>();
    for (Open one : open) wanted.add(one.picture());
    for (Kept one : kept) if (!one.isToGo()) wanted.add(one.picture());
    return wanted;
  }

  Optional<Open> open(long picture) {
    return open.stream().filter(one -> one.picture() == picture).findFirst();
  }

  boolean someAreToGo() {
    return kept.stream().anyMatch(Kept::isToGo);
  }

  Pictures meaning(Open next, List<Long> times) {
    var all = Stream.concat(open.stream(), Stream.of(next)).toList();
    return new Pictures(next.picture(), all, kept, times, tidyAt);
  }

  Pictures ended(long picture) {
    var others = open.stream().filter(one -> one.picture() != picture).toList();
    return new Pictures(last, others, kept, meantAt, tidyAt);
  }

  Pictures keeping(Kept next) {
    var all = Stream.concat(kept.stream(), Stream.of(next)).toList();
    return new Pictures(last, open, all, meantAt, tidyAt);
  }

  Pictures expiring(long picture, String why) {
    var all = kept.stream().map(one -> one.picture() == picture ? one.erased(why) : one).toList();
    return new Pictures(last, open, all, meantAt, tidyAt);
  }

  Pictures without(long picture) {
    var others = kept.stream().filter(one -> one.picture() != picture).toList();
    return new Pictures(last, open, others, meantAt, tidyAt);
  }

  Pictures tidyAt(long next) {
    return new Pictures(last, open, kept, meantAt, next);
  }
}
