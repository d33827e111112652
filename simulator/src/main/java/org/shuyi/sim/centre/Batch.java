package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * What {@code records} carries: CBOR {@code [1, epoch, firstSeq, hashBefore, [record, ...]]}.
 *
 * @param epoch 8 random bytes of a journal file, hex
 * @param firstSeq the first record's number, from 1
 * @param hashBefore of the record before the first, 32 bytes; zeros before record 1
 * @param records the exact bytes that were hashed
 */
record Batch(String epoch, long firstSeq, Bytes hashBefore, List<Bytes> records) {
  /** asyncapi.yaml, message {@code records}. */
  static final int MOST_BYTES = 66_560;

  static final int MOST_RECORDS = 100;
  private static final int MOST_BYTES_OF_A_RECORD = 4_096;
  private static final CBORMapper CBOR = new CBORMapper();

  static Batch parse(Bytes payload) throws Malformed {
    if (payload.size() > MOST_BYTES) throw new Malformed(payload.size() + " bytes in a batch");
    try {
      return parse(CBOR.readTree(payload.toArray()));
    } catch (IOException e) {
      throw new Malformed("no CBOR: " + e.getClass().getSimpleName());
    }
  }

  private static Batch parse(JsonNode whole) throws Malformed, IOException {
    if (whole == null || !whole.isArray() || whole.size() < 5) throw new Malformed("no batch");
    if (!whole.get(0).isInt() || whole.get(0).intValue() != 1) {
      throw new Malformed("batch format " + whole.get(0));
    }
    var epoch = bytes(whole.get(1), 8, "epoch");
    var first = whole.get(2);
    if (!first.isIntegralNumber() || !first.canConvertToLong() || first.longValue() < 1) {
      throw new Malformed("first number " + first);
    }
    var hashBefore = bytes(whole.get(3), 32, "hash");
    var list = whole.get(4);
    if (!list.isArray() || list.size() > MOST_RECORDS) throw new Malformed("list of records");
    var records = new ArrayList<Bytes>();
    for (var record : list) {
      if (!record.isBinary()) throw new Malformed("a record that is no byte string");
      byte[] bytes = record.binaryValue();
      if (bytes.length == 0 || bytes.length > MOST_BYTES_OF_A_RECORD) {
        throw new Malformed("a record of " + bytes.length + " bytes");
      }
      records.add(Bytes.copyOf(bytes));
    }
    return new Batch(
        HexFormat.of().formatHex(epoch.toArray()), first.longValue(), hashBefore, records);
  }

  private static Bytes bytes(JsonNode node, int size, String what) throws Malformed, IOException {
    if (!node.isBinary() || node.binaryValue().length != size) {
      throw new Malformed(what + " has not " + size + " bytes");
    }
    return Bytes.copyOf(node.binaryValue());
  }
}
