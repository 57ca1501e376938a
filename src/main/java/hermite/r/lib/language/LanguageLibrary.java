package hermite.r.lib.language;

import hermite.r.eval.Arguments;
import hermite.r.eval.Interpreter;
import hermite.r.eval.RError;
import hermite.r.eval.function.FunctionTable;
import hermite.r.eval.function.Library;
import hermite.r.print.Deparser;
import hermite.r.syntax.ParsedProgram;
import hermite.r.syntax.RParser;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RList;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** Language as data: substitute, bquote, parse, deparse, call, formulas, all.names and all.vars. */
public final class LanguageLibrary implements Library {
    @Override
    public void declare(FunctionTable table) {
        table.in("base")
                .special("substitute(expr, env)", LanguageLibrary::substitute)
                .special("bquote(expr, where, splice = FALSE)", LanguageLibrary::bquote)
                .function(
                        "parse(file = \"\", n = NULL, text = NULL, prompt = \"?\", keep.source = FALSE, srcfile ="
                                + " NULL, encoding = \"unknown\")",
                        LanguageLibrary::parse)
                .function("str2lang(s)", a -> {
                    ParsedProgram program = RParser.parse(a.string(0), "");
                    if (program.problem() != null) {
                        throw new RError(program.problem().parseText());
                    }
                    if (program.expressions().size() != 1) {
                        throw new RError("parsing result not of length one, but "
                                + program.expressions().size());
                    }
                    return program.expressions().get(0).value();
                })
                .function("str2expression(text)", LanguageLibrary::stringsToExpression)
                .function(
                        "deparse(expr, width.cutoff = 60L, backtick = !is.symbol(expr), control = NULL, nlines = -1L)",
                        LanguageLibrary::deparse)
                .function(
                        "deparse1(expr, collapse = \" \", width.cutoff = 500L, ...)",
                        a -> RCharacter.of(String.join(
                                a.string(1), lines(a.value(0), a.integer(2), !(a.value(0) instanceof RSymbol)))))
                .function(".dput(x)", LanguageLibrary::dput)
                .function("call(name, ...)", LanguageLibrary::call)
                .function(
                        "all.names(expr, functions = TRUE, max.names = -1L, unique = FALSE)",
                        a -> names(a.value(0), a.flag(1), a.flag(3)))
                .function(
                        "all.vars(expr, functions = FALSE, max.names = -1L, unique = TRUE)",
                        a -> names(a.value(0), a.flag(1), a.flag(3)))
                .special("~(x, y)", LanguageLibrary::formula)
                .special("::(pkg, name)", LanguageLibrary::namespaced)
                .special(":::(pkg, name)", LanguageLibrary::namespaced)
                .special(":=(x, y)", (r, call, env) -> {
                    throw new RError("could not find function \":=\"", call);
                })
                .function(
                        ".run_source(text, file, envir, echo, print.eval, prompt, continue, longest)",
                        SourcedProgram::run)
                .function(".unsupported(...)", a -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = 0; i < a.dots().size(); i++) {
                        text.append(((RVector) a.dots().get(i)).stringAt(0));
                    }
                    throw RError.unsupportedPart(text.toString());
                })
                .script("functional.R");
        table.in("methods").script("classes.R").script("generics.R").script("references.R");
    }

    private static RValue substitute(Interpreter interpreter, RCall call, REnvironment environment) {
        REnvironment from = environment;
        if (call.size() > 1) {
            from = EnvironmentLibrary.environment(interpreter, interpreter.eval(call.argument(1), environment), null);
        }
        interpreter.setVisible(true);
        if (from == interpreter.session().globalEnvironment()) {
            return call.argument(0);
        }
        return substituted(call.argument(0), from);
    }

    static RValue substituted(RValue expression, REnvironment from) {
        if (expression instanceof RSymbol symbol) {
            RValue bound = symbol == RSymbol.MISSING ? null : from.getLocalIfSet(symbol.name());
            if (bound == null || bound == RSymbol.MISSING) {
                return symbol;
            }
            if (bound instanceof RPromise promise) {
                return promise.expression();
            }
            return bound instanceof RDots ? symbol : bound;
        }
        if (!(expression instanceof RCall call)) {
            return expression;
        }
        List<RValue> arguments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        boolean named = false;
        for (int i = 0; i < call.size(); i++) {
            if (call.argument(i) == RSymbol.DOTS && from.getLocalIfSet("...") instanceof RDots dots) {
                for (int k = 0; k < dots.size(); k++) {
                    arguments.add(dots.get(k) instanceof RPromise promise ? promise.expression() : dots.get(k));
                    names.add(dots.name(k));
                    named |= dots.name(k) != null;
                }
            } else {
                arguments.add(substituted(call.argument(i), from));
                names.add(call.name(i));
                named |= call.name(i) != null;
            }
        }
        return new RCall(
                substituted(call.function(), from),
                arguments.toArray(RValue[]::new),
                named ? names.toArray(String[]::new) : null,
                call.attributes(),
                null);
    }

    private static RValue bquote(Interpreter interpreter, RCall call, REnvironment environment) {
        REnvironment where = environment;
        boolean splice = false;
        for (int i = 1; i < call.size(); i++) {
            RValue given = interpreter.eval(call.argument(i), environment);
            if ("splice".equals(call.name(i)) || i == 2) {
                splice = ((RVector) given).logicalAt(0) == 1;
            } else {
                where = EnvironmentLibrary.environment(interpreter, given, environment);
            }
        }
        return unquoted(interpreter, call.argument(0), where, splice);
    }

    private static RValue unquoted(Interpreter interpreter, RValue expression, REnvironment where, boolean splice) {
        if (!(expression instanceof RCall call)) {
            return expression;
        }
        if (call.isCallTo(".", 1)) {
            return interpreter.eval(call.argument(0), where);
        }
        List<RValue> arguments = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < call.size(); i++) {
            if (splice && call.argument(i) instanceof RCall part && part.isCallTo("..", 1)) {
                RVector spliced = (RVector) interpreter.eval(part.argument(0), where);
                for (int k = 0; k < spliced.length(); k++) {
                    arguments.add(spliced.elementAt(k));
                    names.add(spliced.names() == null ? null : spliced.names().get(k));
                }
            } else {
                arguments.add(unquoted(interpreter, call.argument(i), where, splice));
                names.add(call.name(i));
            }
        }
        boolean named = names.stream().anyMatch(name -> name != null && !name.isEmpty());
        return new RCall(
                unquoted(interpreter, call.function(), where, splice),
                arguments.toArray(RValue[]::new),
                named ? names.toArray(String[]::new) : null,
                call.attributes(),
                null);
    }

    private static RValue parse(Arguments a) {
        String text;
        String file = "";
        if (!a.isNull(2)) {
            text = String.join("\n", a.strings(2));
        } else {
            file = a.string(0);
            text = read(a.interpreter(), file);
        }
        return expressions(text, file);
    }

    private static RValue expressions(String text, String file) {
        ParsedProgram program = RParser.parse(text, file);
        if (program.problem() != null) {
            throw new RError(program.problem().parseText());
        }
        return RList.expression(
                program.expressions().stream().map(each -> each.value()).toArray(RValue[]::new));
    }

    private static RValue stringsToExpression(Arguments a) {
        return expressions(String.join("\n", a.strings(0)), "");
    }

    private static String read(Interpreter interpreter, String name) {
        try {
            String text = Files.readString(interpreter.session().file(name));
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        } catch (IOException e) {
            RCall where = RCall.named(
                    RSymbol.of("file"),
                    new RValue[] {RSymbol.of("filename"), RCharacter.of("r"), RSymbol.of("encoding")},
                    new String[] {null, null, "encoding"});
            interpreter.warning("cannot open file '" + name + "': No such file or directory", where);
            throw new RError("cannot open the connection", where);
        }
    }

    private static RValue deparse(Arguments a) {
        List<String> lines = lines(a.value(0), a.integer(1), a.flag(2));
        int most = a.integer(4);
        List<String> kept = most > 0 && most < lines.size() ? lines.subList(0, most) : lines;
        return RCharacter.of(kept.toArray(String[]::new));
    }

    private static List<String> lines(RValue value, int cutoff, boolean backtick) {
        return value instanceof RSymbol symbol && !backtick ? List.of(symbol.name()) : Deparser.lines(value, cutoff);
    }

    private static RValue dput(Arguments a) {
        for (String line : Deparser.lines(a.value(0), 60)) {
            a.session().out().println(line);
        }
        a.interpreter().setVisible(false);
        return a.value(0);
    }

    private static RValue call(Arguments a) {
        RDots dots = a.dots();
        RValue[] values = new RValue[dots.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = dots.get(i);
        }
        return RCall.named(RSymbol.of(a.string(0)), values, dots.names());
    }

    private static RValue names(RValue expression, boolean functions, boolean unique) {
        List<String> found = new ArrayList<>();
        collect(expression, functions, found);
        return RCharacter.of((unique ? found.stream().distinct() : found.stream()).toArray(String[]::new));
    }

    private static void collect(RValue expression, boolean functions, List<String> found) {
        if (expression instanceof RSymbol symbol) {
            if (symbol != RSymbol.MISSING) {
                found.add(symbol.name());
            }
        } else if (expression instanceof RCall call) {
            if (!(call.function() instanceof RSymbol)) {
                collect(call.function(), functions, found);
            } else if (functions) {
                found.add(call.functionName());
            }
            for (RValue each : call.arguments()) {
                collect(each, functions, found);
            }
        } else if (expression instanceof RList list) {
            for (RValue each : list.values()) {
                collect(each, functions, found);
            }
        }
    }

    private static RValue formula(Interpreter interpreter, RCall call, REnvironment environment) {
        interpreter.setVisible(true);
        if (call.isObject()) {
            return call;
        }
        Attributes attributes = Attributes.of("class", RCharacter.of("formula")).with(".Environment", environment);
        return call.withAttributes(attributes);
    }

    private static final java.util.Set<String> STANDARD_PACKAGES =
            java.util.Set.of("stats", "utils", "methods", "graphics", "grDevices");

    private static RValue namespaced(Interpreter interpreter, RCall call, REnvironment environment) {
        String packageName =
                call.argument(0) instanceof RSymbol symbol ? symbol.name() : ((RCharacter) call.argument(0)).get(0);
        String name =
                call.argument(1) instanceof RSymbol symbol ? symbol.name() : ((RCharacter) call.argument(1)).get(0);
        interpreter.setVisible(true);
        RValue value = null;
        if (packageName.equals("base") || interpreter.session().functions().knows(packageName)) {
            value = interpreter.session().searchPath().namespace(packageName).getLocal(name);
            if (value == null && STANDARD_PACKAGES.contains(packageName)) {
                // base holds some functions of the packages that are always there, as utils::head
                value = interpreter.session().searchPath().namespace("base").getLocal(name);
            }
        }
        if (value == null) {
            throw interpreter.session().missingFrom(packageName, name);
        }
        return interpreter.force(value);
    }
}
