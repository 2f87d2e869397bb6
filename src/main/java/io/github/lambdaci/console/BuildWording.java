package io.github.lambdaci.console;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.pipeline.Code;
import io.github.lambdaci.project.BuildCommand;
import io.github.lambdaci.project.Credentials;
import io.github.lambdaci.project.Toolchain;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;

/** What is said of builds, and of what they made. */
final class BuildWording {
    private BuildWording() {}

    /** A build command, why it is run, and where. */
    static String running(CommandBuild build, Toolchain toolchain) {
        String why = build.command().origin() == BuildCommand.Origin.MAKEFILE
                ? " (the Makefile has that target, and no package manager is known for " + build.runtime() + ")"
                : "";
        return "building the code with '" + Credentials.redact(build.command().line()) + "'" + why
                + place(toolchain, build.runtime(), build.architecture());
    }

    static String place(Toolchain toolchain, LambdaRuntime runtime, Architecture architecture) {
        return toolchain.image().isEmpty()
                ? " on this machine for " + runtime + " on " + architecture
                : " in " + toolchain.image();
    }

    static String content(Code code) {
        if (code instanceof Code.Local local) {
            return content(local.archive());
        }
        return code instanceof Code.Live live ? content(live.entries(), live.bytes()) : Wording.bytes(code.bytes());
    }

    static String content(Archive archive) {
        return content(archive.entries(), archive.bytes());
    }

    private static String content(int entries, long bytes) {
        return Wording.count(entries, "file", "files") + ", " + Wording.bytes(bytes);
    }
}
