package hermite.r.eval;

import hermite.r.eval.function.DeclaredFunction;
import hermite.r.eval.session.RSession;
import hermite.r.value.Elements;
import hermite.r.value.RCharacter;
import hermite.r.value.RComplex;
import hermite.r.value.RLogical;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of one call of a built-in, by the place of the parameter in its signature from 0. A parameter not
 * supplied answers with its default, evaluated as R would.
 */
public final class Arguments {
    private final Interpreter interpreter;
    private final DeclaredFunction function;
    private final RCall call;
    private final REnvironment caller;
    private final RValue[] values;
    private final RDots dots;
    private final String generic;
    private REnvironment defaults;

    Arguments(
            Interpreter interpreter,
            DeclaredFunction function,
            RCall call,
            REnvironment caller,
            RValue[] values,
            RDots dots,
            String generic) {
        this.interpreter = interpreter;
        this.function = function;
        this.call = call;
        this.caller = caller;
        this.values = values;
        this.dots = dots;
        this.generic = generic;
    }

    public Interpreter interpreter() {
        return interpreter;
    }

    public RSession session() {
        return interpreter.session();
    }

    /** Name of the generic for which dispatch called this method ("+" for Ops.Date), or the function's own name. */
    public String generic() {
        return generic;
    }

    /** The call as written. */
    public RCall call() {
        return call;
    }

    /** The call with full argument names, as {@code match.call()} gives it. */
    public RCall matchedCall() {
        return ArgumentMatching.matchedCall(function.formals(), call, caller, interpreter, true);
    }

    /** Where the call stands: {@code parent.frame()} for the function. */
    public REnvironment caller() {
        return caller;
    }

    /** Whether the parameter was not supplied. */
    public boolean isMissing(int i) {
        return values[i] == null;
    }

    /** Whether the parameter was not supplied, or is NULL. */
    public boolean isNull(int i) {
        return value(i) == RNull.NULL;
    }

    /** The value, the default when not supplied; an error when there is neither. */
    public RValue value(int i) {
        if (values[i] == null) {
            values[i] = defaultValue(i);
        }
        return values[i];
    }

    private RValue defaultValue(int i) {
        Formals formals = function.formals();
        RValue expression = formals.defaults()[i];
        if (expression == RSymbol.MISSING) {
            throw new RError("argument \"" + formals.names()[i] + "\" is missing, with no default");
        }
        if (!(expression instanceof RSymbol) && !(expression instanceof RCall)) {
            return expression;
        }
        if (defaults == null) {
            defaults = new REnvironment(interpreter.session().baseEnvironment());
            for (int k = 0; k < values.length; k++) {
                if (values[k] != null) {
                    defaults.put(formals.names()[k], values[k]);
                } else if (formals.defaults()[k] != RSymbol.MISSING) {
                    defaults.put(formals.names()[k], new RPromise(formals.defaults()[k], defaults));
                }
            }
        }
        return interpreter.eval(expression, defaults);
    }

    /** A vector of any type; NULL counts as an empty list. */
    public RVector vector(int i) {
        RValue value = value(i);
        if (value instanceof RVector vector) {
            return vector;
        }
        if (value == RNull.NULL) {
            return RLogical.of(new int[0]);
        }
        throw new RError("invalid '" + name(i) + "' argument");
    }

    /** All elements as doubles, in a fresh array. */
    public double[] doubles(int i) {
        return Elements.doubles(numeric(i));
    }

    /** A numeric or logical vector. */
    public RVector numeric(int i) {
        RVector vector = vector(i);
        if (vector instanceof RCharacter || vector instanceof hermite.r.value.RList) {
            throw new RError("non-numeric argument to mathematical function");
        }
        if (vector instanceof RComplex) {
            throw new RError("invalid 'type' (complex) of argument");
        }
        return vector;
    }

    /** All elements as texts, in a fresh array; null for NA. */
    public String[] strings(int i) {
        return Elements.strings(vector(i));
    }

    public double number(int i) {
        RVector vector = one(i);
        return vector.doubleAt(0);
    }

    public int integer(int i) {
        return one(i).integerAt(0);
    }

    /** A text; null for NA. */
    public String string(int i) {
        return one(i).stringAt(0);
    }

    /** TRUE or FALSE; NA is an error. */
    public boolean flag(int i) {
        int value = one(i).logicalAt(0);
        if (value == RLogical.NA) {
            throw new RError("invalid '" + name(i) + "' argument");
        }
        return value != 0;
    }

    private RVector one(int i) {
        if (value(i) instanceof RVector vector && vector.length() > 0) {
            return vector;
        }
        throw new RError("invalid '" + name(i) + "' argument");
    }

    public RFunction function(int i) {
        return interpreter.functionFrom(value(i), caller);
    }

    /** One of the listed choices by partial match, the first when not supplied, as {@code match.arg}. */
    public String choice(int i, String... choices) {
        if (values[i] == null || values[i] == RNull.NULL) {
            return choices[0];
        }
        String given = string(i);
        if (values[i] instanceof RVector vector && vector.length() > 1) {
            return choices[0].equals(given) ? choices[0] : given;
        }
        List<String> found = new ArrayList<>();
        for (String choice : choices) {
            if (choice.equals(given)) {
                return choice;
            }
            if (given != null && choice.startsWith(given)) {
                found.add(choice);
            }
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        StringBuilder all = new StringBuilder();
        for (String choice : choices) {
            all.append(all.length() == 0 ? "" : ", ").append('“').append(choice).append('”');
        }
        throw new RError("'arg' should be one of " + all, RCall.of("match.arg", RSymbol.of(name(i))));
    }

    /** Name of a parameter. */
    public String name(int i) {
        return function.formals().names()[i];
    }

    /** What {@code ...} received, evaluated. */
    public RDots dots() {
        return dots;
    }

    /** Warns in this call's name. */
    public void warn(String message) {
        interpreter.warning(message, call);
    }

    /** Calls a function with values by position. */
    public RValue apply(RFunction callee, RValue... arguments) {
        return interpreter.apply(callee, arguments, null, caller);
    }
}
