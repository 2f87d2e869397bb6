package io.github.lambdaci.console;

import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.project.LambdaProject.Target;

/** Words for what a run would do. */
final class ForecastWording {
    private ForecastWording() {}

    static String of(Forecast forecast, Target target) {
        if (forecast.refused().isPresent()) {
            return "would be refused: it would ship version "
                    + forecast.refused().get()
                    + " again, which was rolled back; to make it live: "
                    + Commands.rollback(target, forecast.refused());
        }
        return of(forecast);
    }

    /** The same without what would be refused. */
    static String of(Forecast forecast) {
        return (forecast.changes() ? "would ship: " : "would change nothing: ") + code(forecast) + ", "
                + dependencies(forecast) + settings(forecast);
    }

    private static String settings(Forecast forecast) {
        return switch (forecast.settings()) {
            case NONE -> "";
            case PUBLISH -> ", settings changed";
            case MOVE -> ", alias to be put right";
        };
    }

    private static String code(Forecast forecast) {
        return switch (forecast.code()) {
            case NONE -> "code unchanged";
            case SHIP -> "code changed";
            case BUILD -> "code to be built first";
        };
    }

    private static String dependencies(Forecast forecast) {
        return switch (forecast.dependencies()) {
            case NO_DEPENDENCIES -> "no dependencies";
            case NONE -> "dependencies unchanged";
            case WITH_CODE -> "dependencies in the code";
            case ATTACH -> "dependencies changed, in a layer that is there already";
            case PUBLISH -> "dependencies changed, built before";
            case BUILD -> "dependencies changed, to be built";
        };
    }
}
