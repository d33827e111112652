package org.shuyi.kiosk.centre.wire;

/**
 * A question about an item that lies in the tunnel of the return slot: into which bin?
 *
 * @param boot with {@code ask} unique for the station's life
 * @param item its number as its tag has it
 * @param owner its owner's ISIL, or empty
 * @param usage its type of usage, 0 to 255
 * @param patienceMillis after which nobody waits for the answer, 1 to 60,000
 */
public record SortMessage(
    long boot, long ask, String item, String owner, int usage, long patienceMillis) {
  private static final int LONGEST = 128;

  public byte[] bytes() {
    return Json.bytes(
        Json.object()
            .put("boot", boot)
            .put("ask", ask)
            .put("item", item)
            .put("owner", owner)
            .put("usage", usage)
            .put("patienceMillis", patienceMillis));
  }

  public static SortMessage read(byte[] bytes) throws Malformed {
    Members members = Json.read(bytes, Channel.SORT.mostBytes());
    var message =
        new SortMessage(
            members.whole("boot", 1, Long.MAX_VALUE),
            members.whole("ask", 0, Long.MAX_VALUE),
            members.text("item", 1, LONGEST),
            members.text("owner", 0, LONGEST),
            (int) members.whole("usage", 0, 255),
            members.whole("patienceMillis", 1, AskMessage.MOST_PATIENCE_MILLIS));
    members.end();
    return message;
  }
}
