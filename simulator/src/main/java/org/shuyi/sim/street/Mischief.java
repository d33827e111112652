package org.shuyi.sim.street;

/** What fate can do to devices and the world itself does not know of. */
public interface Mischief {
  /** A door's switch says "closed" for ever, or tells the truth again. */
  void stickSwitch(int door, boolean stuck);

  /** Of a thousand times that a tag should be seen, so many fail; 0 for an honest reader. */
  void missTags(String reader, int perMille);
}
