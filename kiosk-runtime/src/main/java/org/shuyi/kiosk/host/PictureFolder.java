package org.shuyi.kiosk.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.kiosk.kernel.CameraEvent;
import org.shuyi.kiosk.trust.Seal;

/**
 * Sealed pictures on the disk, a file each. A picture is sealed before it is written, so that no
 * file here can be opened here; a file is whole or not there; and the folder never takes the room
 * that the journal needs.
 */
public final class PictureFolder {
  /** A JPEG of a camera at a door; what is larger is no picture. */
  static final int LARGEST = 2 << 20;

  /** What the folder may hold in all: a hundred of the largest. */
  private static final long MOST_BYTES = 100L * LARGEST;

  /** What is left to others on the disk. */
  private static final long LEFT_FREE = 512L << 20;

  private static final byte[] PURPOSE = "shuyi picture 1".getBytes(UTF_8);
  private static final Pattern NAME = Pattern.compile("picture-([0-9]{1,18})\\.sealed");
  private static final String HALF = ".half";

  private final Path folder;
  private final String station;
  private final PublicKey centre;

  /**
   * @param station stands in every seal, so that a picture is no other station's
   * @param centre to whom it is sealed
   */
  public PictureFolder(Path folder, String station, PublicKey centre) {
    this.folder = folder;
    this.station = station;
    this.centre = centre;
  }

  /** Seals a picture and writes it; never throws. */
  public CameraEvent put(long number, byte[] picture) {
    try {
      if (!isJpeg(picture)) return failed(number, "the program wrote no JPEG");
      Files.createDirectories(folder);
      if (Files.exists(file(number)))
        return failed(number, "another picture of this number is there");
      if (size() + picture.length > MOST_BYTES) return failed(number, "the folder is full");
      if (Files.getFileStore(folder).getUsableSpace() < LEFT_FREE)
        return failed(number, "the disk is nearly full");
      byte[] sealed = Seal.seal(centre, PURPOSE, attached(station, number), picture);
      write(number, sealed);
      return new CameraEvent.PictureSealed(number, sha256(sealed), sealed.length);
    } catch (IOException | GeneralSecurityException e) {
      return failed(number, "it could not be kept: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Erases these and what was never finished, and tells what lies there then; never throws. A
   * picture that nobody named stays: whoever hears of it records that it was found first. Empty
   * where the folder cannot be read.
   */
  public Optional<CameraEvent> erase(SortedSet<Long> pictures) {
    return erase(folder, pictures);
  }

  /** The same without a key, which nobody needs for it. */
  static Optional<CameraEvent> erase(Path folder, SortedSet<Long> pictures) {
    var there = new TreeSet<Long>();
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        Matcher picture = NAME.matcher(name);
        boolean ours = picture.matches();
        long number = ours ? Long.parseLong(picture.group(1)) : -1;
        boolean half = name.startsWith("picture-") && name.endsWith(HALF);
        if (half || (ours && pictures.contains(number))) erase(file);
        if (ours && Files.exists(file)) there.add(number);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Nothing is said to be gone that may be there.
      if (Files.exists(folder)) return Optional.empty();
    }
    return Optional.of(new CameraEvent.PicturesSeen(there));
  }

  /** What is bound to a sealed picture without being secret. */
  public static byte[] attached(String station, long number) {
    return (station + " " + number).getBytes(UTF_8);
  }

  /** What pictures are sealed for. */
  public static byte[] purpose() {
    return PURPOSE.clone();
  }

  Path file(long number) {
    return folder.resolve("picture-" + number + ".sealed");
  }

  private static CameraEvent failed(long number, String why) {
    return new CameraEvent.PictureFailed(number, why);
  }

  private static boolean isJpeg(byte[] picture) {
    return picture.length > 4
        && picture.length <= LARGEST
        && (picture[0] & 0xFF) == 0xFF
        && (picture[1] & 0xFF) == 0xD8;
  }

  /** Whole or not there, and on the disk before it is told of. */
  private void write(long number, byte[] sealed) throws IOException {
    Path half = folder.resolve("picture-" + number + HALF);
    try (var out = FileChannel.open(half, CREATE, TRUNCATE_EXISTING, WRITE)) {
      var bytes = ByteBuffer.wrap(sealed);
      while (bytes.hasRemaining()) out.write(bytes);
      out.force(true);
    }
    Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
    Files.move(half, file(number), StandardCopyOption.ATOMIC_MOVE);
    try (var entry = FileChannel.open(folder)) {
      entry.force(true);
    }
  }

  private static void erase(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is seen to be there still, and tried again.
    }
  }

  private long size() throws IOException {
    long size = 0;
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) size += Files.size(file);
    }
    return size;
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
