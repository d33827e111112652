package org.shuyi.sim.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * One client of the disk, from its first word to its last. It asks and is answered in order.
 *
 * <p>When the power goes no reply leaves any more, not even one that is half written: replies are
 * sent whole.
 */
final class NbdSession {
  private final DataInputStream in;
  private final DataOutputStream out;
  private final VolatileDisk disk;

  NbdSession(InputStream in, OutputStream out, VolatileDisk disk) {
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = new DataOutputStream(new BufferedOutputStream(out));
    this.disk = disk;
  }

  /**
   * Serves until the client takes its leave.
   *
   * @throws PowerGone where the power went; the client waits for a reply then
   * @throws IOException where the client is gone, or says what no client may say
   */
  void serve() throws IOException, PowerGone {
    if (agree()) transmit();
  }

  // Handshake.

  private boolean agree() throws IOException {
    out.writeLong(Nbd.HELLO);
    out.writeLong(Nbd.OPTION);
    out.writeShort(Nbd.FIXED_NEWSTYLE | Nbd.NO_ZEROES);
    out.flush();
    boolean zeroes = (in.readInt() & Nbd.NO_ZEROES) == 0;
    while (true) {
      if (in.readLong() != Nbd.OPTION) throw new IOException("no option");
      int option = in.readInt();
      byte[] said = bytes(Nbd.LONGEST_OPTION);
      switch (option) {
        case Nbd.OPT_EXPORT_NAME -> {
          // There is no way to refuse here but to hang up.
          if (said.length > 0) throw new IOException("no export " + new String(said, UTF_8));
          out.writeLong(disk.size());
          out.writeShort(Nbd.FLAGS);
          if (zeroes) out.write(new byte[124]);
          out.flush();
          return true;
        }
        case Nbd.OPT_GO, Nbd.OPT_INFO -> {
          if (inform(option, said) && option == Nbd.OPT_GO) return true;
        }
        case Nbd.OPT_ABORT -> {
          answer(option, Nbd.REP_ACK, new byte[0]);
          return false;
        }
        default -> answer(option, Nbd.REP_ERR_UNSUP, new byte[0]);
      }
    }
  }

  /** Tells what the disk is like, if it is the one that is asked for: the one without a name. */
  private boolean inform(int option, byte[] said) throws IOException {
    int name = said.length < 6 ? -1 : ByteBuffer.wrap(said).getInt();
    if (name < 0 || name > said.length - 6) {
      answer(option, Nbd.REP_ERR_INVALID, new byte[0]);
      return false;
    }
    if (name > 0) {
      answer(option, Nbd.REP_ERR_UNKNOWN, new byte[0]);
      return false;
    }
    var export = ByteBuffer.allocate(12);
    export.putShort((short) Nbd.INFO_EXPORT).putLong(disk.size()).putShort((short) Nbd.FLAGS);
    answer(option, Nbd.REP_INFO, export.array());
    var blocks = ByteBuffer.allocate(14);
    blocks.putShort((short) Nbd.INFO_BLOCK_SIZE).putInt(VolatileDisk.SECTOR).putInt(4_096);
    answer(option, Nbd.REP_INFO, blocks.putInt(Nbd.LONGEST).array());
    answer(option, Nbd.REP_ACK, new byte[0]);
    return true;
  }

  private void answer(int option, int kind, byte[] words) throws IOException {
    out.writeLong(Nbd.ANSWER);
    out.writeInt(option);
    out.writeInt(kind);
    out.writeInt(words.length);
    out.write(words);
    out.flush();
  }

  // Transmission.

  private void transmit() throws IOException, PowerGone {
    while (true) {
      if (in.readInt() != Nbd.REQUEST) throw new IOException("no request");
      int flags = in.readUnsignedShort();
      int type = in.readUnsignedShort();
      long cookie = in.readLong();
      long offset = in.readLong();
      switch (type) {
        case Nbd.CMD_READ -> read(cookie, offset, in.readInt());
        case Nbd.CMD_WRITE ->
            write(cookie, offset, bytes(Nbd.LONGEST), (flags & Nbd.CMD_FLAG_FUA) != 0);
        case Nbd.CMD_FLUSH -> {
          in.readInt();
          disk.flush();
          reply(cookie, 0, new byte[0]);
        }
        case Nbd.CMD_DISC -> {
          return;
        }
        default -> {
          in.readInt();
          reply(cookie, Nbd.EINVAL, new byte[0]);
        }
      }
    }
  }

  private void read(long cookie, long offset, int length) throws IOException, PowerGone {
    if (length > Nbd.LONGEST || !disk.has(offset, length)) {
      reply(cookie, Nbd.EINVAL, new byte[0]);
    } else {
      reply(cookie, 0, disk.read(offset, length));
    }
  }

  private void write(long cookie, long offset, byte[] bytes, boolean forced)
      throws IOException, PowerGone {
    if (!disk.has(offset, bytes.length)) {
      reply(cookie, Nbd.EINVAL, new byte[0]);
      return;
    }
    disk.write(offset, bytes, forced);
    reply(cookie, 0, new byte[0]);
  }

  private void reply(long cookie, int error, byte[] bytes) throws IOException {
    out.writeInt(Nbd.REPLY);
    out.writeInt(error);
    out.writeLong(cookie);
    out.write(bytes);
    out.flush();
  }

  /** A length, and that many bytes. */
  private byte[] bytes(int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) throw new IOException(length + " bytes at once");
    var bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
