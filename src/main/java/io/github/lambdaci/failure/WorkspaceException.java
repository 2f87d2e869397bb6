package io.github.lambdaci.failure;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** This machine's disk refused a read or a write. */
public final class WorkspaceException extends LambdaCiException {
    private WorkspaceException(String message, String hint, IOException cause) {
        super(message, hint, cause);
    }

    /**
     * Says which file operation failed.
     *
     * @param doing what was being done, as in "writing the code zip"
     * @param cause what the file system answered
     */
    public static WorkspaceException of(String doing, IOException cause) {
        return new WorkspaceException(doing + " failed: " + reason(cause), remedy(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (cause instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private static String remedy(IOException cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("no space left") || message.contains("quota exceeded")) {
            return "free some space, or set TMPDIR to a folder on a larger disk";
        }
        return "check that the file exists and that this user may read and write it";
    }
}
