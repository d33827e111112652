package org.shuyi.kiosk.centre.wire;

/** The channels of a station, with what is fixed for each; asyncapi.yaml says what they carry. */
public enum Channel {
  STATE("state", Way.UP, 1, true, 300),
  BIRTH("birth", Way.UP, 1, false, 16_384),
  STATUS("status", Way.UP, 1, true, 16_384),
  RECORDS("records", Way.UP, 1, false, 66_560),
  APPLIED("records/applied", Way.DOWN, 1, false, 65_536),
  ASK("ask", Way.UP, 1, false, 1_024),
  REPLY("reply", Way.DOWN, 1, false, 16_384),
  SORT("sort", Way.UP, 1, false, 1_024),
  SORTED("sorted", Way.DOWN, 1, false, 16_384),
  POLICY("policy", Way.DOWN, 1, true, 262_144),
  COMMAND("command", Way.DOWN, 1, false, 16_384),
  ANSWER("answer", Way.UP, 1, false, 4_096),
  PING("ping", Way.BOTH, 0, false, 0);

  /** From the station's side. */
  public enum Way {
    UP,
    DOWN,
    BOTH
  }

  /** The version of every message spoken here, as the birth says it. */
  public static final int VERSION = 1;

  private final String word;
  private final Way way;
  private final int qos;
  private final boolean retained;
  private final int mostBytes;

  Channel(String word, Way way, int qos, boolean retained, int mostBytes) {
    this.word = word;
    this.way = way;
    this.qos = qos;
    this.retained = retained;
    this.mostBytes = mostBytes;
  }

  /** What stands in the topic after the station. */
  public String word() {
    return word;
  }

  /** The message's own name: {@code applied} for {@code records/applied}. */
  public String message() {
    return word.substring(word.indexOf('/') + 1);
  }

  public Way way() {
    return way;
  }

  public int qos() {
    return qos;
  }

  public boolean retained() {
    return retained;
  }

  /** The longest payload, in bytes. */
  public int mostBytes() {
    return mostBytes;
  }

  /** The payload type that a signature on this channel covers. */
  public String payloadType() {
    return "application/vnd.shuyi." + message() + ".v" + VERSION + "+json";
  }
}
