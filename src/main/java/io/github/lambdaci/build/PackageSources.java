package io.github.lambdaci.build;

import io.github.lambdaci.runtime.Language;
import java.util.Optional;

/** Private sources of packages that only those get into who have logged in. */
public interface PackageSources {
    /** No sources but those that the project and the package manager's own settings name. */
    PackageSources NONE = language -> Optional.empty();

    /** Logs in to the source of a language's packages; it is done for each build, as logins run out. */
    Optional<PackageSource> logIn(Language language);
}
