package org.shuyi.sim.power;

/**
 * The numbers of the network block device protocol that this server speaks: fixed newstyle
 * handshake, simple replies.
 *
 * <p>Source: "The NBD protocol", doc/proto.md of the Network Block Device project; the sections are
 * named beside the numbers.
 */
final class Nbd {
  /** "NBDMAGIC", the first words of a server (Newstyle negotiation). */
  static final long HELLO = 0x4e42444d41474943L;

  /** "IHAVEOPT", before the server's flags and before each option (Newstyle negotiation). */
  static final long OPTION = 0x49484156454f5054L;

  /** Before each answer to an option (Fixed newstyle negotiation). */
  static final long ANSWER = 0x3e889045565a9L;

  /** Before each request (Request message). */
  static final int REQUEST = 0x25609513;

  /** Before each reply (Simple reply message). */
  static final int REPLY = 0x67446698;

  /** Handshake flags of server and client: fixed newstyle, and no 124 zeroes. */
  static final int FIXED_NEWSTYLE = 1;

  static final int NO_ZEROES = 2;

  /** Transmission flags: there are flags, FLUSH and FUA are understood. */
  static final int FLAGS = 1 | 4 | 8;

  /** Option types. */
  static final int OPT_EXPORT_NAME = 1;

  static final int OPT_ABORT = 2;
  static final int OPT_INFO = 6;
  static final int OPT_GO = 7;

  /** Option reply types; errors have the highest bit. */
  static final int REP_ACK = 1;

  static final int REP_INFO = 3;
  static final int REP_ERR_UNSUP = 0x8000_0001;
  static final int REP_ERR_INVALID = 0x8000_0003;
  static final int REP_ERR_UNKNOWN = 0x8000_0006;

  /** Information types (NBD_OPT_INFO and NBD_OPT_GO). */
  static final int INFO_EXPORT = 0;

  static final int INFO_BLOCK_SIZE = 3;

  /** Request types. */
  static final int CMD_READ = 0;

  static final int CMD_WRITE = 1;
  static final int CMD_DISC = 2;
  static final int CMD_FLUSH = 3;

  /** Command flag: the reply waits until what was written is on the platter. */
  static final int CMD_FLAG_FUA = 1;

  /** Error values. */
  static final int EINVAL = 22;

  /** The longest payload that every client may count on (Size constraints). */
  static final int LONGEST = 32 << 20;

  /** The longest option that we read: a name of 4,096 bytes and some wishes. */
  static final int LONGEST_OPTION = 8_192;

  private Nbd() {}
}
