package hermite.sas.datastep.compile;

import hermite.data.CharacterColumn;
import hermite.data.Format;
import hermite.data.Missing;
import hermite.sas.datastep.DataStepContext;
import hermite.sas.datastep.DataStepMessage;
import hermite.sas.datastep.MacroSymbols;
import hermite.sas.datastep.function.RandomStreams;
import hermite.sas.datastep.function.numeric.RandomFunctions;
import hermite.sas.datastep.node.Blanks;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.datastep.statement.Actions;
import hermite.sas.datastep.statement.Assignments.SetSubstring.TextTarget;
import hermite.sas.datastep.statement.Loops.Iterative.Increment;
import hermite.sas.datastep.statement.StatementNode;
import hermite.sas.datastep.vector.PdvVariable;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.syntax.ast.DataStatement.CallRoutine;
import hermite.sas.syntax.ast.Expression;
import hermite.sas.syntax.ast.Expression.Argument;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** CALL routines. */
final class CallCompiler {
    private static final List<String> SUPPORTED = List.of(
            "SYMPUT",
            "SYMPUTX",
            "EXECUTE",
            "MISSING",
            "STREAMINIT",
            "SORTN",
            "SORTC",
            "CATS",
            "CATT",
            "CATX",
            "SCAN",
            "VNAME",
            "LABEL",
            "RANUNI",
            "RANNOR",
            "RANEXP",
            "RANBIN",
            "RANCAU",
            "RANGAM",
            "RANPOI",
            "RANTBL",
            "RANTRI",
            "SLEEP");
    private static final Set<String> UNSUPPORTED = Set.of(
            "ALLCOMB",
            "ALLPERM",
            "COMPCOST",
            "GRAYCODE",
            "IS8601_CONVERT",
            "LEXCOMB",
            "LEXPERM",
            "LOGISTIC",
            "MODULE",
            "POKE",
            "PRXCHANGE",
            "PRXDEBUG",
            "PRXFREE",
            "PRXNEXT",
            "PRXPOSN",
            "PRXSUBSTR",
            "RANCOMB",
            "RANPERK",
            "RANPERM",
            "SET",
            "SOFTMAX",
            "STDIZE",
            "STREAM",
            "STREAMREWIND",
            "SYSTEM",
            "TANH",
            "TSO",
            "VNEXT");

    private final StepParts parts;
    private final TargetCompiler targets;
    private final ExpressionCompiler expressions;

    CallCompiler(StepParts parts, TargetCompiler targets) {
        this.parts = parts;
        this.targets = targets;
        this.expressions = parts.expressions();
    }

    StatementNode compile(CallRoutine call) {
        String name = call.name().toUpperCase(Locale.ROOT);
        switch (name) {
            case "SYMPUT":
                return symput(call, false);
            case "SYMPUTX":
                return symput(call, true);
            case "EXECUTE":
                TextNode code = text(call, 0);
                DataStepContext context = parts.context();
                return new Actions(frame -> context.queueCode(Blanks.trim(code.text(frame))));
            case "MISSING":
                return missing(call);
            case "STREAMINIT":
                return streamInit(call);
            case "SORTN":
                return sortNumbers(call);
            case "SORTC":
                return sortTexts(call);
            case "CATS":
            case "CATT":
                return concatenate(call, name, 0);
            case "CATX":
                return concatenate(call, name, 1);
            case "SCAN":
                return scan(call);
            case "VNAME":
                return variableName(call, false);
            case "LABEL":
                return variableName(call, true);
            case "RANUNI":
            case "RANNOR":
            case "RANEXP":
                return random(call, name);
            case "RANBIN":
            case "RANCAU":
            case "RANGAM":
            case "RANPOI":
            case "RANTBL":
            case "RANTRI":
                return randomByInversion(call, name);
            case "SLEEP":
                return sleep(call);
            default:
                throw unknown(call, name);
        }
    }

    private static StepFailure unknown(CallRoutine call, String name) {
        return UNSUPPORTED.contains(name)
                ? new StepFailure(call.place(), DataStepMessage.UNSUPPORTED_ROUTINE, name)
                : new StepFailure(call.place(), DataStepMessage.UNKNOWN_ROUTINE, name, Suggestion.of(name, SUPPORTED));
    }

    private Expression value(CallRoutine call, int index) {
        if (index < call.arguments().size() && call.arguments().get(index) instanceof Argument.Value value) {
            return value.expression();
        }
        throw new StepFailure(
                call.place(), DataStepMessage.TOO_FEW_ARGUMENTS, call.name().toUpperCase(Locale.ROOT));
    }

    private TextNode text(CallRoutine call, int index) {
        return expressions.text(value(call, index));
    }

    private StatementNode symput(CallRoutine call, boolean strips) {
        TextNode name = text(call, 0);
        ExpressionNode value = expressions.compile(value(call, 1));
        DataStepContext context = parts.context();
        TextNode scope = strips && call.arguments().size() > 2 ? text(call, 2) : null;
        if (!strips) {
            TextNode shown = expressions.toText(value, 12, value(call, 1).place());
            return new Actions(frame -> context.macroSymbols()
                    .put(Blanks.strip(name.text(frame)), shown.text(frame), MacroSymbols.Scope.NEAREST));
        }
        Format best = Format.of("BEST32.");
        return new Actions(frame -> {
            String shown = value instanceof NumberNode number
                    ? context.formats().write(number.number(frame), best)
                    : ((TextNode) value).text(frame);
            context.macroSymbols().put(Blanks.strip(name.text(frame)), shown.strip(), scope(scope, frame));
        });
    }

    private static MacroSymbols.Scope scope(TextNode node, Frame frame) {
        String letter = node == null ? "" : Blanks.strip(node.text(frame)).toUpperCase(Locale.ROOT);
        return letter.startsWith("G")
                ? MacroSymbols.Scope.GLOBAL
                : letter.startsWith("L") ? MacroSymbols.Scope.LOCAL : MacroSymbols.Scope.NEAREST;
    }

    /** The variables of all arguments: single ones, elements, and those of OF lists. */
    private List<ExpressionNode> targets(CallRoutine call, int first) {
        List<ExpressionNode> nodes = new ArrayList<>();
        for (Argument argument :
                call.arguments().subList(first, call.arguments().size())) {
            if (argument instanceof Argument.Of of) {
                for (PdvVariable variable : parts.pdv().resolve(of.lists())) {
                    variable.markAssigned();
                    nodes.add(ExpressionCompiler.read(variable));
                }
            } else if (argument instanceof Argument.Value value) {
                nodes.add(targets.lvalue(value.expression()));
            }
        }
        return nodes;
    }

    private StatementNode missing(CallRoutine call) {
        List<Increment> numbers = new ArrayList<>();
        List<TextTarget> texts = new ArrayList<>();
        for (ExpressionNode node : targets(call, 0)) {
            if (node instanceof NumberNode number) {
                numbers.add(targets.numberSetter(number));
            } else {
                texts.add(targets.textSetter((TextNode) node));
            }
        }
        return new Actions(frame -> {
            numbers.forEach(n -> n.set(frame, Missing.DOT));
            texts.forEach(t -> t.set(frame, ""));
        });
    }

    private StatementNode streamInit(CallRoutine call) {
        int last = call.arguments().size() - 1;
        NumberNode seed = expressions.number(value(call, last));
        RandomStreams random = parts.services().state().random();
        return new Actions(frame -> random.streamInit(seed.number(frame)));
    }

    private StatementNode sortNumbers(CallRoutine call) {
        List<NumberNode> nodes = targets(call, 0).stream()
                .filter(NumberNode.class::isInstance)
                .map(NumberNode.class::cast)
                .toList();
        List<Increment> setters = nodes.stream().map(targets::numberSetter).toList();
        return new Actions(frame -> {
            double[] values = nodes.stream().mapToDouble(n -> n.number(frame)).toArray();
            double[] sorted = Arrays.stream(values)
                    .boxed()
                    .sorted(Missing::compare)
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            for (int i = 0; i < sorted.length; i++) {
                setters.get(i).set(frame, sorted[i]);
            }
        });
    }

    private StatementNode sortTexts(CallRoutine call) {
        List<TextNode> nodes = targets(call, 0).stream()
                .filter(TextNode.class::isInstance)
                .map(TextNode.class::cast)
                .toList();
        List<TextTarget> setters = nodes.stream().map(targets::textSetter).toList();
        return new Actions(frame -> {
            List<String> sorted = nodes.stream()
                    .map(n -> n.trimmed(frame))
                    .sorted(CharacterColumn::compareText)
                    .toList();
            for (int i = 0; i < sorted.size(); i++) {
                setters.get(i).set(frame, sorted.get(i));
            }
        });
    }

    /** CALL CATS(result, items…): the result holds what it had, followed by the items. */
    private StatementNode concatenate(CallRoutine call, String name, int resultIndex) {
        Expression result = value(call, resultIndex);
        if (!(targets.lvalue(result) instanceof TextNode target)) {
            throw new StepFailure(
                    call.place(), DataStepMessage.ILLEGAL_ARGUMENT_TYPE, resultIndex + 1, name, "character variable");
        }
        Expression joined = new Expression.Call(name, call.arguments(), false, call.place());
        TextNode value = expressions.text(joined);
        TextTarget setter = targets.textSetter(target);
        return new Actions(frame -> setter.set(frame, value.text(frame)));
    }

    /** CALL SCAN(text, n, position, length, delimiters). */
    private StatementNode scan(CallRoutine call) {
        List<Argument> wordArguments = new ArrayList<>(call.arguments());
        wordArguments.remove(3);
        wordArguments.remove(2);
        TextNode source = text(call, 0);
        TextNode word = expressions.text(new Expression.Call("SCAN", wordArguments, false, call.place()));
        NumberNode nth = expressions.number(value(call, 1));
        Increment position = targets.numberSetter((NumberNode) targets.lvalue(value(call, 2)));
        Increment length = targets.numberSetter((NumberNode) targets.lvalue(value(call, 3)));
        return new Actions(frame -> {
            String found = word.text(frame);
            String all = source.text(frame);
            int from = nth.number(frame) < 0 ? all.lastIndexOf(found) : all.indexOf(found);
            boolean none = found.isEmpty() || Blanks.isBlank(found);
            position.set(frame, none ? 0 : from + 1.0);
            length.set(frame, none ? 0 : found.length());
        });
    }

    private StatementNode variableName(CallRoutine call, boolean label) {
        Expression name = new Expression.Call(
                label ? "VLABEL" : "VNAME", List.of(call.arguments().get(0)), false, call.place());
        TextNode value = expressions.text(name);
        if (value(call, 1) instanceof Expression.VariableReference reference) {
            parts.pdv().text(reference.name(), 200, reference.place());
        }
        TextTarget setter = targets.textSetter((TextNode) targets.lvalue(value(call, 1)));
        return new Actions(frame -> setter.set(frame, value.text(frame)));
    }

    /** CALL RANUNI(seed, x): the seed variable carries the state of a stream of its own. */
    private StatementNode random(CallRoutine call, String name) {
        NumberNode seed = (NumberNode) targets.lvalue(value(call, 0));
        Increment setSeed = targets.numberSetter(seed);
        Increment setValue = targets.numberSetter((NumberNode) targets.lvalue(value(call, 1)));
        RandomStreams random = parts.services().state().random();
        return new Actions(frame -> {
            long first = RandomStreams.next(random.start(seed.number(frame)));
            double u = RandomStreams.value(first);
            long state = first;
            if (name.equals("RANNOR")) {
                state = RandomStreams.next(first);
                u = RandomStreams.normal(u, RandomStreams.value(state));
            } else if (name.equals("RANEXP")) {
                u = -Math.log(u);
            }
            setSeed.set(frame, state);
            setValue.set(frame, u);
        });
    }

    /**
     * CALL RANGAM(seed, a, x) and its kin: the function's value, made of one uniform of the stream that the seed variable
     * carries; missing where the function's parameters are out of range.
     */
    private StatementNode randomByInversion(CallRoutine call, String name) {
        int count = call.arguments().size();
        NumberNode seed = (NumberNode) targets.lvalue(value(call, 0));
        Increment setSeed = targets.numberSetter(seed);
        Increment setValue = targets.numberSetter((NumberNode) targets.lvalue(value(call, count - 1)));
        List<NumberNode> parameters = new ArrayList<>();
        for (int i = 1; i < count - 1; i++) {
            parameters.add(expressions.number(value(call, i)));
        }
        RandomStreams random = parts.services().state().random();
        return new Actions(frame -> {
            long state = RandomStreams.next(random.start(seed.number(frame)));
            double[] given =
                    parameters.stream().mapToDouble(p -> p.number(frame)).toArray();
            setSeed.set(frame, state);
            setValue.set(frame, RandomFunctions.byInversion(name, RandomStreams.value(state), given));
        });
    }

    /** CALL SLEEP(n, unit): n milliseconds, or n units of the seconds given. */
    private StatementNode sleep(CallRoutine call) {
        NumberNode time = expressions.number(value(call, 0));
        NumberNode unit = call.arguments().size() > 1 ? expressions.number(value(call, 1)) : null;
        return new Actions(frame -> {
            double seconds = time.number(frame) * (unit == null ? 0.001 : unit.number(frame));
            long until = System.nanoTime() + (long) (seconds * 1e9);
            while (System.nanoTime() < until) {
                parts.context().checkInterrupt();
                LockSupport.parkNanos(1_000_000);
            }
        });
    }
}
