package org.shuyi.sim.crash;

/**
 * One thing that the traced program did to the journal's folder, or said. A file is a number: a
 * name that is removed and made again is another file.
 */
sealed interface Op {
  /** Changes what a name stands for; durable when the folder is flushed. */
  sealed interface Naming extends Op {
    String name();
  }

  /** Changes what is in a file; durable when the file is flushed. */
  sealed interface Change extends Op {
    int file();
  }

  record Created(String name, int file) implements Naming {}

  record Removed(String name) implements Naming {}

  record Wrote(int file, int offset, Image image) implements Change {
    int end() {
      return offset + image.length();
    }
  }

  /** The file has this length from now on. */
  record Resized(int file, int length) implements Change {}

  record Flushed(int file) implements Op {}

  record FolderFlushed() implements Op {}

  /**
   * The program acted on a commit: it must never be lost.
   *
   * @param commit its number, from 1
   */
  record Said(int commit) implements Op {}

  /**
   * The power really failed in this run, and this was left; the files have new numbers.
   *
   * @param files of the names, in their order, the first of so many
   * @param commit the next life found this one
   */
  record Failed(CrashState left, int files, int commit) implements Op {}

  /** The last commit that must not be lost, after this. */
  default int owed(int before) {
    return switch (this) {
      case Said(int commit) -> commit;
      case Failed failed -> failed.commit();
      case Naming naming -> before;
      case Change change -> before;
      case Flushed flushed -> before;
      case FolderFlushed flushed -> before;
    };
  }

  /** For a person. */
  default String words() {
    return switch (this) {
      case Created(String name, int file) -> "create " + name + " as file " + file;
      case Removed(String name) -> "remove " + name;
      case Wrote(int file, int offset, Image image) ->
          "write file %d at %d, %d bytes".formatted(file, offset, image.length());
      case Resized(int file, int length) -> "resize file %d to %d".formatted(file, length);
      case Flushed(int file) -> "flush file " + file;
      case FolderFlushed() -> "flush the folder";
      case Said(int commit) -> "commit " + commit + " is acknowledged";
      case Failed(CrashState left, int files, int commit) ->
          "the power failed, and commit %d was found".formatted(commit);
    };
  }
}
