package hermite.r.lib.language;

import hermite.data.format.calendar.DateNames;
import hermite.r.eval.Arguments;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.eval.session.LoadedPackages;
import hermite.r.eval.session.QuitException;
import hermite.r.value.ListBuilder;
import hermite.r.value.RCharacter;
import hermite.r.value.RDouble;
import hermite.r.value.RList;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Packages, options, command line, working directory, timing, quitting. */
public final class SessionLibrary implements Library {
    /** The call that R's require() makes of library(): what its warning names. */
    private static final RCall REQUIRING = (RCall) hermite.r.syntax.RParser.parseAll(
                    "library(package, lib.loc = lib.loc, character.only = TRUE, logical.return = TRUE, "
                            + "warn.conflicts = warn.conflicts, quietly = quietly)",
                    "")
            .get(0)
            .value();

    @Override
    public void declare(FunctionTable table) {
        table.in("utils")
                .function(
                        ".function_names()",
                        a -> RCharacter.of(a.session().functions().allNames().toArray(String[]::new)))
                .function(
                        ".packages_with(name)",
                        a -> RCharacter.of(a.session()
                                .functions()
                                .packagesWith(a.string(0))
                                .toArray(String[]::new)));
        table.in("base")
                .special(
                        "library(package, help, pos = 2, lib.loc = NULL, character.only = FALSE, ...)",
                        (r, call, env) -> library(r, call, env, true))
                .special(
                        "require(package, lib.loc = NULL, quietly = FALSE, warn.conflicts, character.only = FALSE)",
                        (r, call, env) -> library(r, call, env, false))
                .function("requireNamespace(package, ..., quietly = FALSE)", SessionLibrary::requireNamespace)
                .function("loadNamespace(package, ...)", SessionLibrary::loadNamespace)
                .function(
                        "isNamespaceLoaded(name)",
                        a -> RLogical.of(a.session().functions().knows(a.string(0))))
                .function("asNamespace(ns)", a -> a.session().searchPath().namespace(a.string(0)))
                .function("options(...)", SessionLibrary::options)
                .function("getOption(x, default = NULL)", SessionLibrary::getOption)
                .function("commandArgs(trailingOnly = FALSE)", SessionLibrary::commandArgs)
                .function("interactive()", a -> RLogical.FALSE)
                .function(
                        "getwd()",
                        a -> RCharacter.of(a.session().workingDirectory().toString()))
                .function("setwd(dir)", SessionLibrary::setwd)
                .function("quit(save = \"default\", status = 0, runLast = TRUE)", SessionLibrary::quit)
                .function("q(save = \"default\", status = 0, runLast = TRUE)", SessionLibrary::quit)
                .function("proc.time()", a -> procTime(Math.round(System.nanoTime() / 1e6) / 1000.0))
                .special("system.time(expr, gcFirst = TRUE)", SessionLibrary::systemTime)
                .function("Sys.getenv(x = NULL, unset = \"\", names = NA)", SessionLibrary::getenv)
                .function("Sys.setenv(...)", SessionLibrary::setenv)
                .function("Sys.unsetenv(x)", SessionLibrary::unsetenv)
                .function("Sys.sleep(time)", a -> hidden(a))
                .function("gc(...)", a -> hidden(a))
                .function("registerS3method(genname, class, method, envir = NULL)", SessionLibrary::register)
                .function(".S3method(generic, class, method)", SessionLibrary::register)
                .function("R.Version()", a -> version())
                .value("R.version.string", () -> RCharacter.of("R version 4.2.2 (2022-10-31)"))
                .value("R.version", SessionLibrary::version)
                .value("version", SessionLibrary::version)
                .value("T", () -> RLogical.TRUE)
                .value("F", () -> RLogical.FALSE)
                .value("pi", () -> RDouble.of(Math.PI))
                .value("LETTERS", () -> letters('A'))
                .value("letters", () -> letters('a'))
                .value("month.name", () -> RCharacter.of(DateNames.months().toArray(String[]::new)))
                .value(
                        "month.abb",
                        () -> RCharacter.of(DateNames.months().stream()
                                .map(m -> m.substring(0, 3))
                                .toArray(String[]::new)))
                .value(".Machine", SessionLibrary::machine);
    }

    private static RCharacter letters(char first) {
        String[] out = new String[26];
        for (int i = 0; i < 26; i++) {
            out[i] = String.valueOf((char) (first + i));
        }
        return RCharacter.of(out);
    }

    private static RList machine() {
        return new ListBuilder()
                .add("double.eps", Math.ulp(1.0))
                .add("double.neg.eps", Math.ulp(1.0) / 2)
                .add("double.xmin", Double.MIN_NORMAL)
                .add("double.xmax", Double.MAX_VALUE)
                .add("double.base", 2)
                .add("double.digits", 53)
                .add("integer.max", Integer.MAX_VALUE)
                .add("sizeof.pointer", 8)
                .build();
    }

    private static RList version() {
        return new ListBuilder()
                .add("major", "4")
                .add("minor", "2.2")
                .add("year", "2022")
                .add("month", "10")
                .add("day", "31")
                .add("language", "R")
                .add("version.string", "R version 4.2.2 (2022-10-31)")
                .build("simple.list");
    }

    private static RValue hidden(Arguments a) {
        a.interpreter().setVisible(false);
        return RNull.NULL;
    }

    private static RValue library(Interpreter interpreter, RCall call, REnvironment environment, boolean stops) {
        if (call.size() == 0) {
            return RNull.NULL;
        }
        RValue written = call.argument(0);
        for (int i = 0; i < call.size(); i++) {
            if ("character.only".equals(call.name(i))
                    && ((RVector) interpreter.eval(call.argument(i), environment)).logicalAt(0) == 1) {
                written = interpreter.eval(written, environment);
            }
        }
        String name = written instanceof RSymbol symbol ? symbol.name() : ((RVector) written).stringAt(0);
        interpreter.setVisible(false);
        boolean known = LoadedPackages.isKnown(name, interpreter.session().functions());
        if (known) {
            boolean standsForOthers = name.equals("base") || name.equals("tidyverse") || name.equals("grDevices");
            if (!interpreter.session().functions().knows(name) && !standsForOthers) {
                interpreter.session().packages().note(name, interpreter.session());
                interpreter.setVisible(false);
            }
            interpreter.session().packages().load(name, interpreter.session());
            return stops ? RCharacter.of(name) : RLogical.TRUE;
        }
        if (stops) {
            if (interpreter.session().isStrict()) {
                throw new RError("there is no package called ‘" + name + "’", call);
            }
            interpreter.session().packages().note(name, interpreter.session());
            interpreter.setVisible(false);
            return RCharacter.of(name);
        }
        boolean quietly = false;
        for (int i = 0; i < call.size(); i++) {
            quietly |= "quietly".equals(call.name(i))
                    && ((RVector) interpreter.eval(call.argument(i), environment)).logicalAt(0) == 1;
        }
        if (!quietly) {
            interpreter
                    .conditions()
                    .message(new ListBuilder()
                            .add("message", "Loading required package: " + name + "\n")
                            .add("call", RNull.NULL)
                            .build("packageStartupMessage", "simpleMessage", "message", "condition"));
        }
        interpreter.warning("there is no package called ‘" + name + "’", REQUIRING);
        interpreter.setVisible(false);
        return RLogical.FALSE;
    }

    private static RValue requireNamespace(Arguments a) {
        a.interpreter().setVisible(false);
        return RLogical.of(
                a.session().functions().knows(a.string(0)) || a.string(0).equals("base"));
    }

    private static RValue loadNamespace(Arguments a) {
        if (!a.session().functions().knows(a.string(0))) {
            throw new RError("there is no package called ‘" + a.string(0) + "’");
        }
        return a.session().searchPath().namespace(a.string(0));
    }

    private static RValue options(Arguments a) {
        RDots dots = a.dots();
        if (dots.size() == 0) {
            ListBuilder all = new ListBuilder();
            new java.util.TreeMap<>(a.session().options().all()).forEach(all::add);
            return all.build();
        }
        ListBuilder old = new ListBuilder();
        boolean set = false;
        for (int i = 0; i < dots.size(); i++) {
            String name = dots.name(i);
            if (name != null) {
                set = true;
                old.add(name, a.session().options().get(name));
                a.session().options().set(name, dots.get(i));
            } else if (dots.get(i) instanceof RList list) {
                for (int k = 0; k < list.length(); k++) {
                    set = true;
                    old.add(list.name(k), a.session().options().get(list.name(k)));
                    a.session().options().set(list.name(k), list.get(k));
                }
            } else if (dots.get(i) instanceof RCharacter names) {
                for (String each : names.values()) {
                    old.add(each, a.session().options().get(each));
                }
            }
        }
        a.interpreter().setVisible(!set);
        return old.build();
    }

    private static RValue getOption(Arguments a) {
        RValue value = a.session().options().get(a.string(0));
        return value == RNull.NULL ? a.value(1) : value;
    }

    private static RValue commandArgs(Arguments a) {
        List<String> all = a.session().arguments();
        if (!a.flag(0)) {
            return RCharacter.of(all.toArray(String[]::new));
        }
        int at = all.indexOf("--args");
        List<String> rest = at < 0 ? List.of() : all.subList(at + 1, all.size());
        return RCharacter.of(rest.toArray(String[]::new));
    }

    private static RValue setwd(Arguments a) {
        java.nio.file.Path path = a.session().file(a.string(0)).normalize();
        if (!java.nio.file.Files.isDirectory(path)) {
            throw new RError("cannot change working directory");
        }
        RCharacter old = RCharacter.of(a.session().workingDirectory().toString());
        a.session().setWorkingDirectory(path);
        a.interpreter().setVisible(false);
        return old;
    }

    private static RValue quit(Arguments a) {
        throw new QuitException(a.integer(1));
    }

    private static RValue procTime(double elapsed) {
        return RDouble.of(elapsed, 0, elapsed, 0, 0)
                .withNames("user.self", "sys.self", "elapsed", "user.child", "sys.child")
                .withClass("proc_time");
    }

    private static RValue systemTime(Interpreter interpreter, RCall call, REnvironment environment) {
        long start = System.nanoTime();
        interpreter.eval(call.argument(0), environment);
        double seconds = (System.nanoTime() - start) / 1e9;
        interpreter.setVisible(true);
        return procTime(Math.round(seconds * 1000) / 1000.0);
    }

    private static EnvironmentVariables variables(Arguments a) {
        return a.session().state(EnvironmentVariables.class, EnvironmentVariables::new);
    }

    private static RValue setenv(Arguments a) {
        RDots dots = a.dots();
        int[] done = new int[dots.size()];
        for (int i = 0; i < done.length; i++) {
            if (dots.name(i) == null) {
                throw new RError("all arguments must be named");
            }
            variables(a).set(dots.name(i), ((RVector) dots.get(i)).stringAt(0));
            done[i] = 1;
        }
        a.interpreter().setVisible(false);
        return RLogical.of(done);
    }

    private static RValue unsetenv(Arguments a) {
        String[] names = a.strings(0);
        int[] done = new int[names.length];
        for (int i = 0; i < names.length; i++) {
            variables(a).remove(names[i]);
            done[i] = 1;
        }
        a.interpreter().setVisible(false);
        return RLogical.of(done);
    }

    private static RValue getenv(Arguments a) {
        if (a.isNull(0)) {
            Map<String, String> all = variables(a).all();
            List<String> names = new ArrayList<>(all.keySet());
            java.util.Collections.sort(names);
            return RCharacter.of(names.stream().map(all::get).toArray(String[]::new))
                    .withNames(names.toArray(String[]::new));
        }
        String[] names = a.strings(0);
        String[] out = new String[names.length];
        for (int i = 0; i < names.length; i++) {
            String value = variables(a).get(names[i]);
            out[i] = value == null ? a.string(1) : value;
        }
        RVector result = RCharacter.of(out);
        return names.length > 1 ? result.withNames(names) : result;
    }

    private static RValue register(Arguments a) {
        a.interpreter().dispatch().register(a.string(0), a.string(1), a.function(2));
        return hidden(a);
    }
}
