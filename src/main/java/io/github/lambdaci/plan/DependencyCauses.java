package io.github.lambdaci.plan;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.packages.ZippedPackages.Place;
import io.github.lambdaci.pipeline.Checked;
import io.github.lambdaci.pipeline.Dependencies;
import io.github.lambdaci.pipeline.Prepared;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.Wanted;
import io.github.lambdaci.plan.DependencyChange.Cause;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells why dependencies would be other ones than the live version's. */
final class DependencyCauses {
    private final Checked checked;
    private final boolean inCode;
    private final Outlook outlook;

    DependencyCauses(Prepared prepared, Outlook outlook) {
        this.checked = prepared.checked();
        this.inCode = prepared.bundled().dependencies() instanceof Dependencies.InCode;
        this.outlook = outlook;
    }

    /** What would become of the dependencies; nothing if there are none. */
    Optional<DependencyChange> change(Compared compared) {
        return checked.wanted()
                .map(wanted -> new DependencyChange(
                        checked.wanted(), inCode, causes(wanted), compared.packages(placesOfPackages())))
                .or(() -> foundInCode(compared.packages(EnumSet.of(Place.CODE))));
    }

    /** Where the packages are, or were; elsewhere, what may look like one is part of the code. */
    private Set<Place> placesOfPackages() {
        return inCode || wasInCode() ? EnumSet.allOf(Place.class) : EnumSet.of(Place.LAYER);
    }

    /** Of packages that a build command installs into the code, only the code's zip knows. */
    private static Optional<DependencyChange> foundInCode(Difference<PackageChange> packages) {
        return packages.changes().isEmpty() || packages.unreadable().isPresent()
                ? Optional.empty()
                : Optional.of(new DependencyChange(Optional.empty(), true, List.of(), packages));
    }

    private List<Cause> causes(Wanted wanted) {
        boolean live = inCode ? !outlook.changesCode() || isRecordedInCode(wanted) : wanted.areIn(outlook.live());
        if (live && !outlook.changesOwnLayer()) {
            return List.of();
        }
        if (wanted.recipe().isEmpty()) {
            return List.of(Cause.PROMOTED);
        }
        List<Cause> causes = new ArrayList<>();
        boolean first = recorded().isEmpty() && outlook.ownLayerBefore().isEmpty();
        if (first) {
            causes.add(Cause.FIRST);
            return causes;
        }
        if (wasInCode() != inCode) {
            causes.add(Cause.PLACE);
        }
        addInputs(wanted, causes);
        if (causes.isEmpty()) {
            causes.add(Cause.NOT_ATTACHED);
        }
        return causes;
    }

    private void addInputs(Wanted wanted, List<Cause> causes) {
        FunctionVersion latest = checked.latest();
        if (!latest.runtime().equals(outlook.live().runtime())) {
            causes.add(Cause.RUNTIME);
        }
        if (latest.architecture() != outlook.live().architecture()) {
            causes.add(Cause.ARCHITECTURE);
        }
        if (!wanted.descriptorCached()) {
            causes.add(Cause.DESCRIPTOR);
        } else if (causes.isEmpty() && !isRecorded(wanted)) {
            causes.add(Cause.INPUTS);
        }
    }

    private Optional<StateMarker.Packages> recorded() {
        return checked.marker().flatMap(StateMarker::packages);
    }

    private boolean isRecorded(Wanted wanted) {
        return recorded()
                .filter(packages ->
                        packages.fingerprint().equals(wanted.fingerprint().hex()))
                .isPresent();
    }

    private boolean isRecordedInCode(Wanted wanted) {
        return isRecorded(wanted) && wasInCode();
    }

    /** Whether the last release had its dependencies in the code. */
    private boolean wasInCode() {
        return outlook.ownLayerBefore().isEmpty()
                && recorded()
                        .filter(packages -> packages.layerVersionArn().isEmpty())
                        .isPresent();
    }
}
