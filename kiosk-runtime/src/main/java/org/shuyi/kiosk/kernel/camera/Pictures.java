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
   * @param sinceTicks when it was kept: these never jump
   * @param sinceWall the same by the calendar, in milliseconds since 1970, which counts the hours
   *     without power too; 0 where nobody knew the date
   * @param why it is to be erased; empty while it is kept
   */
  public record Kept(long picture, long sinceTicks, long sinceWall, String why) {
    boolean isToGo() {
      return !why.isEmpty();
    }

    Kept erased(String reason) {
      return new Kept(picture, sinceTicks, sinceWall, reason);
    }
  }

  public static Pictures none() {
    return new Pictures(0, List.of(), List.of(), List.of(), 0);
  }

  /** The pictures that are to be erased. */
  SortedSet<Long> toGo() {
    var toGo = new TreeSet<Long>();
    for (Kept one : kept) if (one.isToGo()) toGo.add(one.picture());
    return toGo;
  }

  /** Whether a picture on the disk is one that is awaited or kept. */
  boolean knows(long picture) {
    return open(picture).isPresent() || kept.stream().anyMatch(one -> one.picture() == picture);
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

  /** One that nobody knew of: its number is never used again. */
  Pictures finding(Kept found) {
    return new Pictures(
        Math.max(last, found.picture()), open, keeping(found).kept(), meantAt, tidyAt);
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
