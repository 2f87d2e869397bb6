package io.github.lambdaci.lease;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process, and where it can be seen.
 *
 * @param place the machine since it was started, and the part of it in which processes have these numbers; empty where
 *     that cannot be told
 * @param id its number
 */
public record RunningProcess(String place, long id) {
    /** This process. */
    public static RunningProcess current() {
        return new RunningProcess(findPlace(), ProcessHandle.current().pid());
    }

    /** A name for it by which it is known again from the same place. */
    String mark() {
        return place.isEmpty() ? "" : place + "/" + id;
    }

    /** Whether what has this mark would be seen from here, and is not there any more: only a process that was killed. */
    boolean knowsGone(String mark) {
        if (place.isEmpty() || !mark.startsWith(place + "/")) {
            return false;
        }
        String number = mark.substring(place.length() + 1);
        // A number that was given to another process since makes a killed one look alive: it is waited for, no more.
        return number.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(number))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    /** Host names do not do: containers may share one, and have other processes. */
    private static String findPlace() {
        try {
            // proc(5) and pid_namespaces(7): both are there on Linux only.
            String boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
            return boot + "/" + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
