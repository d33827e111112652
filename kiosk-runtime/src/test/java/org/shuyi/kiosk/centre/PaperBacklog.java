package org.shuyi.kiosk.centre;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/** A journal on paper: records in a list, and the chain through them. */
final class PaperBacklog implements Backlog {
  static final Octets EPOCH = Octets.ofHex("0a1b2c3d4e5f6071");

  private final List<Octets> records = new ArrayList<>();
  private final List<Chain> chain = new ArrayList<>(List.of(Chain.START));
  final List<String> disowned = new ArrayList<>();
  long applied;
  boolean failed;

  void write(int count) {
    for (int i = 0; i < count; i++) {
      int seq = records.size() + 1;
      write(Octets.of(("record " + seq).getBytes(StandardCharsets.US_ASCII)));
    }
  }

  void write(Octets bytes) {
    records.add(bytes);
    chain.add(chain.getLast().then(bytes.toArray()));
  }

  List<Octets> all() {
    return List.copyOf(records);
  }

  @Override
  public Octets epoch() {
    return EPOCH;
  }

  @Override
  public long lastSeq() {
    return records.size();
  }

  @Override
  public long applied() {
    return applied;
  }

  @Override
  public Octets hashAt(long seq) {
    boolean known = !failed || seq == records.size();
    return known ? chain.get((int) seq).hash() : Octets.EMPTY;
  }

  @Override
  public List<Octets> records(long fromSeq, int most) {
    if (failed) return List.of();
    int from = (int) fromSeq - 1;
    return List.copyOf(records.subList(from, Math.min(records.size(), from + most)));
  }

  @Override
  public void disowned(String why, long centreHas) {
    disowned.add(why + " " + centreHas);
  }

  @Override
  public Optional<TagId> arrived(long seq) {
    return Optional.empty();
  }
}
