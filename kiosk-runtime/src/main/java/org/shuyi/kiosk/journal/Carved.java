package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows read from the pages themselves, whatever became of the pages above them. A cell that makes
 * no sense is left out; nothing here is believed until a sum or the chain has proven it.
 *
 * <p>Source: sqlite.org/fileformat2.html section 1.6 (b-tree pages) and 2.1 (record format).
 */
final class Carved {
  private static final int TABLE_LEAF = 0x0d;
  private static final int TABLE_INTERIOR = 0x05;
  private static final int INDEX_LEAF = 0x0a;
  private static final int INDEX_INTERIOR = 0x02;

  /** More than this is no row of ours: a policy has some ten thousand bytes. */
  private static final int LONGEST_ROW = 1 << 22;

  private static final int USABLE = Db.PAGE;
  private static final int TABLE_LOCAL = USABLE - 35;
  private static final int INDEX_LOCAL = (USABLE - 12) * 64 / 255 - 23;
  private static final int LEAST_LOCAL = (USABLE - 12) * 32 / 255 - 23;

  private final RawFile file;

  /**
   * @param id the row's number; 0 in a table without
   * @param columns as Long, String, byte[] or null
   */
  record Row(long id, List<Optional<Object>> columns) {
    @Nullable Object column(int index) {
      return columns.get(index).orElse(null);
    }
  }

  Carved(RawFile file) {
    this.file = file;
  }

  static boolean isTableLeaf(ByteBuffer page) {
    return page.get(0) == TABLE_LEAF;
  }

  static boolean isIndex(ByteBuffer page) {
    return page.get(0) == INDEX_LEAF || page.get(0) == INDEX_INTERIOR;
  }

  /** Every row that can be read on a page, in the page's order. */
  List<Row> rows(ByteBuffer page) {
    var rows = new ArrayList<Row>();
    boolean table = page.get(0) == TABLE_LEAF;
    if (!table && !isIndex(page)) return rows;
    int head = page.get(0) == INDEX_INTERIOR ? 12 : 8;
    int cells = page.getShort(3) & 0xffff;
    for (int i = 0; i < cells && head + 2 * i + 2 <= USABLE; i++) {
      int at = page.getShort(head + 2 * i) & 0xffff;
      try {
        rows.add(row(page, page.get(0) == INDEX_INTERIOR ? at + 4 : at, table));
      } catch (IOException | RuntimeException nonsense) {
        // Whatever stood there is named as lost by what surrounds it.
      }
    }
    return rows;
  }

  /**
   * The pages of a tree, from its root on. A damaged tree may be as deep as the file has pages, so
   * what is still to be looked at waits in a queue and not on the stack.
   *
   * @return false where a page of the tree is not one
   */
  boolean walk(int root, BitSet seen) throws IOException {
    var waiting = new ArrayDeque<Integer>();
    waiting.add(root);
    boolean whole = true;
    while (!waiting.isEmpty()) whole &= look(waiting.remove(), seen, waiting);
    return whole;
  }

  private boolean look(int number, BitSet seen, ArrayDeque<Integer> waiting) throws IOException {
    if (number < 1 || number > file.pages() || seen.get(number)) return false;
    seen.set(number);
    Optional<ByteBuffer> found = file.page(number);
    if (found.isEmpty()) return false;
    ByteBuffer page = found.get();
    int kind = page.get(0);
    if (kind == TABLE_LEAF || kind == INDEX_LEAF) return true;
    if (kind != TABLE_INTERIOR && kind != INDEX_INTERIOR) return false;
    int cells = page.getShort(3) & 0xffff;
    if (12 + 2 * cells > USABLE) return false;
    waiting.add(page.getInt(8));
    boolean whole = true;
    for (int i = 0; i < cells; i++) {
      int at = page.getShort(12 + 2 * i) & 0xffff;
      if (at + 4 <= USABLE) waiting.add(page.getInt(at));
      else whole = false;
    }
    return whole;
  }

  private Row row(ByteBuffer page, int cell, boolean table) throws IOException {
    ByteBuffer in = page.duplicate().position(cell);
    long size = varint(in);
    long id = table ? varint(in) : 0;
    if (size < 2 || size > LONGEST_ROW) throw new IllegalArgumentException(size + " bytes");
    return new Row(id, columns(payload(in, (int) size, table ? TABLE_LOCAL : INDEX_LOCAL)));
  }

  /** What does not fit on the page goes on elsewhere. */
  private ByteBuffer payload(ByteBuffer in, int size, int most) throws IOException {
    ByteBuffer whole = ByteBuffer.allocate(size);
    int rest = LEAST_LOCAL + (size - LEAST_LOCAL) % (USABLE - 4);
    int local = size <= most ? size : rest <= most ? rest : LEAST_LOCAL;
    whole.put(in.slice(in.position(), local));
    int next = size <= most ? 0 : in.getInt(in.position() + local);
    while (whole.hasRemaining()) {
      ByteBuffer page = file.page(next).orElseThrow(IllegalArgumentException::new);
      whole.put(page.slice(4, Math.min(USABLE - 4, whole.remaining())));
      next = page.getInt(0);
    }
    return whole.flip();
  }

  private static List<Optional<Object>> columns(ByteBuffer payload) {
    int head = (int) varint(payload);
    ByteBuffer body = payload.duplicate().position(head);
    var columns = new ArrayList<Optional<Object>>();
    while (payload.position() < head)
      columns.add(Optional.ofNullable(value(varint(payload), body)));
    if (body.hasRemaining()) throw new IllegalArgumentException("more than its columns");
    return columns;
  }

  private static @Nullable Object value(long type, ByteBuffer body) {
    int code = Math.toIntExact(type);
    return switch (code) {
      case 0 -> null;
      case 1, 2, 3, 4 -> number(body, code);
      case 5 -> number(body, 6);
      case 6 -> number(body, 8);
      case 8 -> 0L;
      case 9 -> 1L;
      case 7, 10, 11 -> throw new IllegalArgumentException("no type of ours");
      default -> {
        var value = new byte[Math.min((code - 12) / 2, body.remaining() + 1)];
        body.get(value);
        yield code % 2 == 0 ? value : new String(value, StandardCharsets.UTF_8);
      }
    };
  }

  private static long number(ByteBuffer body, int bytes) {
    long value = body.get();
    for (int i = 1; i < bytes; i++) value = (value << 8) | (body.get() & 0xff);
    return value;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      int next = in.get();
      value = (value << 7) | (next & 0x7f);
      if (next >= 0) return value;
    }
    return (value << 8) | (in.get() & 0xff);
  }
}
