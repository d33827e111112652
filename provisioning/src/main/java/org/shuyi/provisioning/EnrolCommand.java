package org.shuyi.provisioning;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.trust.Keys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./kiosk enrol}: what gives a station or a person an identity. */
@Command(
    name = "enrol",
    header = "Give a station or a person an identity.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "keys",
    subcommands = EnrolCommand.KeysCommand.class)
final class EnrolCommand {
  /** {@code enrol keys}: one Ed25519 pair, made here and never shared. */
  @Command(
      name = "keys",
      header = "Make an Ed25519 key pair: DIR/ID.key (keep it) and DIR/ID.pub (give it away).",
      mixinStandardHelpOptions = true)
  static final class KeysCommand implements Callable<Integer> {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder.")
    @Nullable Path out;

    @Option(
        names = "--keyid",
        paramLabel = "ID",
        description = "1 to 64 of A-Z a-z 0-9 . _ -; else made from the key itself.")
    @Nullable String keyId;

    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      KeyPair pair = Keys.generate(new SecureRandom());
      String id = keyId == null ? Keys.idOf(pair.getPublic()) : keyId;
      if (!id.matches("[0-9A-Za-z._-]{1,64}") || out == null) {
        throw new Failed(Exit.USAGE, "--keyid '" + id + "': 1 to 64 of A-Z a-z 0-9 . _ -");
      }
      Path secret = out.resolve(id + ".key");
      try {
        Files.createDirectories(out);
        writeSecret(secret, Keys.pem(pair.getPrivate()));
        Files.writeString(out.resolve(id + ".pub"), Keys.pem(pair.getPublic()));
      } catch (FileAlreadyExistsException e) {
        throw new Failed(Exit.NOT_DONE, secret + " exists, and a key is never overwritten");
      } catch (IOException e) {
        throw new Failed(Exit.NOT_DONE, "the key cannot be written: " + e);
      }
      PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
      print.println("key id      " + id);
      print.println("private key " + secret);
      print.println("public key  " + Keys.base64(pair.getPublic()));
      print.flush();
      return Exit.DONE;
    }

    /** Readable by its owner only from the first byte on. */
    private static void writeSecret(Path file, String text) throws IOException {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.writeString(file, text, StandardOpenOption.WRITE);
    }
  }
}
