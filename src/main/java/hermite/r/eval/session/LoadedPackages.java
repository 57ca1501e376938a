package hermite.r.eval.session;

import hermite.r.eval.function.FunctionTable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The packages a script asked for: those the program has, attached; those it has not, noted once. */
public final class LoadedPackages {
    /** Packages whose loading attaches others. */
    private static final Map<String, List<String>> BRINGS = Map.of(
            "lme4", List.of("Matrix"),
            "lmerTest", List.of("lme4"),
            "tidyverse", List.of("ggplot2", "tibble", "tidyr", "readr", "purrr", "dplyr", "stringr", "forcats"),
            "MASS", List.of(),
            "multcomp", List.of("mvtnorm", "survival", "TH.data", "MASS"),
            "car", List.of("carData"),
            "arm", List.of("MASS", "Matrix", "lme4"));

    private final Set<String> loaded = new LinkedHashSet<>();
    private final Set<String> unknown = new LinkedHashSet<>();

    /** Whether loading a package attaches something: itself, or packages it stands for. */
    public static boolean isKnown(String name, FunctionTable functions) {
        return name.equals("base")
                || RSession.STARTING_PACKAGES.contains(name)
                || functions.knows(name)
                || BRINGS.getOrDefault(name, List.of()).stream().anyMatch(functions::knows);
    }

    /** Attaches a known package, those it brings first. */
    public void load(String name, RSession session) {
        for (String each : BRINGS.getOrDefault(name, List.of())) {
            if (session.functions().knows(each)) {
                load(each, session);
            }
        }
        loaded.add(name);
        if (session.functions().knows(name)) {
            session.searchPath().attach(name);
        }
    }

    /** Says once that a package is not there. */
    public void note(String name, RSession session) {
        if (unknown.add(name)) {
            session.out().flush();
            session.err().println("note: package '" + name + "' is not supported; what needs it will be skipped");
            session.err().flush();
        }
    }
}
