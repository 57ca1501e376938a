package hermite.r.eval;

import hermite.r.eval.function.DeclaredFunction;
import hermite.r.eval.function.Dispatching;
import hermite.r.eval.function.PrimitiveFunction;
import hermite.r.eval.function.SpecialFunction;
import hermite.r.eval.session.RSession;
import hermite.r.print.Deparser;
import hermite.r.value.Attributes;
import hermite.r.value.RCharacter;
import hermite.r.value.RNull;
import hermite.r.value.RValue;
import hermite.r.value.RVector;
import hermite.r.value.language.Formals;
import hermite.r.value.language.RBuiltin;
import hermite.r.value.language.RCall;
import hermite.r.value.language.RClosure;
import hermite.r.value.language.RDots;
import hermite.r.value.language.REnvironment;
import hermite.r.value.language.RFunction;
import hermite.r.value.language.RPromise;
import hermite.r.value.language.RSymbol;
import hermite.r.value.language.SourceText;

/** Evaluates language: names, calls, promises. One belongs to each session and is used by one thread. */
public final class Interpreter {
    private static final int DEEPEST = 5000;

    private final RSession session;
    private final Conditions conditions;
    private final S3Dispatch dispatch;
    private final ClosureCalls closures = new ClosureCalls(this);
    private final BuiltinCalls builtins = new BuiltinCalls(this);
    private Frame frame;
    private int depth;
    private boolean visible = true;
    /** The assignment whose replacement by a built-in function is under way; null for none. */
    private RCall assignment;
    /** Whether the function just run said itself whether its value is visible. */
    private boolean visibleByFunction;
    /** Set by another thread: the next call ends the evaluation. */
    private volatile boolean interruptAsked;

    public Interpreter(RSession session) {
        this.session = session;
        this.conditions = new Conditions(this);
        this.dispatch = new S3Dispatch(this);
    }

    public RSession session() {
        return session;
    }

    public Conditions conditions() {
        return conditions;
    }

    public S3Dispatch dispatch() {
        return dispatch;
    }

    /** The innermost closure call under way; null at top level. */
    public Frame frame() {
        return frame;
    }

    public void setFrame(Frame other) {
        frame = other;
    }

    public int depth() {
        return depth;
    }

    public void setDepth(int other) {
        depth = other;
    }

    /** Whether the value just computed is to be printed at top level. */
    public boolean isVisible() {
        return visible;
    }

    public void setVisible(boolean now) {
        visible = now;
        visibleByFunction = true;
    }

    /** Whether the value is visible, without the function under way saying so. */
    void restoreVisible(boolean now) {
        visible = now;
    }

    /** The value of an expression. */
    public RValue eval(RValue expression, REnvironment environment) {
        if (expression instanceof RCall call) {
            return evalCall(call, environment);
        }
        visible = true;
        if (expression instanceof RSymbol symbol) {
            return variable(symbol, environment);
        }
        if (expression instanceof RPromise promise) {
            return force(promise);
        }
        return expression;
    }

    private RValue variable(RSymbol symbol, REnvironment environment) {
        RValue value = environment.get(symbol.name());
        if (value == null) {
            return unbound(symbol, environment);
        }
        if (value instanceof RPromise promise) {
            return force(promise);
        }
        if (value == RSymbol.MISSING) {
            if (symbol == RSymbol.MISSING) {
                return symbol;
            }
            throw new RError("argument \"" + symbol.name() + "\" is missing, with no default");
        }
        return value;
    }

    private RValue unbound(RSymbol symbol, REnvironment environment) {
        if (symbol == RSymbol.MISSING) {
            return symbol;
        }
        if (symbol.dotsPosition() > 0) {
            return dotsElement(symbol.dotsPosition(), environment);
        }
        throw session.unavailable().variable(symbol.name());
    }

    private RValue dotsElement(int position, REnvironment environment) {
        if (!(environment.get("...") instanceof RDots dots)) {
            throw new RError(".." + position + " used in an incorrect context, no ... to look in");
        }
        if (position > dots.size()) {
            throw new RError("the ... list contains fewer than " + position + " element" + (position == 1 ? "" : "s"));
        }
        return force(dots.get(position - 1));
    }

    /** The value of a promise; any other value is itself. */
    public RValue force(RValue value) {
        if (!(value instanceof RPromise promise)) {
            return value;
        }
        if (promise.value() != null) {
            return promise.value();
        }
        if (promise.isUnderEvaluation()) {
            throw new RError(
                    "promise already under evaluation: recursive default argument reference or earlier problems?");
        }
        promise.setUnderEvaluation(true);
        try {
            RValue result = eval(promise.expression(), promise.environment());
            if (result instanceof RVector vector && vector.reference() > 0) {
                vector.markShared();
            }
            promise.setValue(result);
            return result;
        } finally {
            promise.setUnderEvaluation(false);
        }
    }

    private RValue evalCall(RCall call, REnvironment environment) {
        checkInterrupt();
        RFunction function = callee(call, environment);
        if (++depth > DEEPEST) {
            depth = 0;
            throw RError.withoutCall("evaluation nested too deeply: infinite recursion / options(expressions=)?");
        }
        try {
            if (function instanceof SpecialFunction special) {
                visible = true;
                return builtins.special(special, call, environment);
            }
            if (function instanceof PrimitiveFunction primitive) {
                return builtins.primitive(primitive, call, environment);
            }
            if (function instanceof RClosure closure) {
                return closures.call(closure, call, environment);
            }
            return builtins.declared((DeclaredFunction) function, call, environment);
        } finally {
            depth--;
        }
    }

    /** Evaluates a call whose function is known already. */
    public RValue evalCallWith(RFunction function, RCall call, REnvironment environment) {
        if (function instanceof SpecialFunction special) {
            return builtins.special(special, call, environment);
        }
        if (function instanceof PrimitiveFunction primitive) {
            return builtins.primitive(primitive, call, environment);
        }
        if (function instanceof RClosure closure) {
            return closures.call(closure, call, environment);
        }
        return builtins.declared((DeclaredFunction) function, call, environment);
    }

    /**
     * Calls a replacement function for part of an assignment.
     *
     * @param shown the call as messages show it: its first argument stands for the object
     * @param whole the assignment, which errors of primitives name
     */
    public RValue applyReplacement(
            RFunction setter, RCall shown, RValue object, RValue value, REnvironment environment, RCall whole) {
        RCall outer = assignment;
        assignment = setter instanceof RClosure ? null : whole;
        try {
            return replaced(setter, shown, object, value, environment, whole);
        } finally {
            assignment = outer;
        }
    }

    private RValue replaced(
            RFunction setter, RCall shown, RValue object, RValue value, REnvironment environment, RCall whole) {
        if (setter instanceof SpecialFunction special) {
            RValue[] written = shown.arguments().clone();
            written[0] = Quoting.quoted(object);
            int last = written.length - 1;
            written[last] = Quoting.quoted(value);
            return builtins.special(special, shown.withArguments(written, shown.names()), environment);
        }
        EvaluatedArguments arguments = EvaluatedArguments.replacement(shown, object, value, environment);
        if (setter instanceof RClosure closure) {
            return closures.apply(closure, shown, arguments.values(), arguments.names(), environment, null);
        }
        RValue[] values = forced(arguments.values());
        try {
            if (setter instanceof PrimitiveFunction primitive) {
                if (primitive.dispatching() != Dispatching.NONE) {
                    RValue result = dispatch.primitive(primitive, shown, values, arguments.names(), environment);
                    if (result != null) {
                        return result;
                    }
                }
                return primitive.body().apply(this, shown, values, arguments.names(), environment);
            }
            DeclaredFunction declared = (DeclaredFunction) setter;
            return builtins.declared(declared, shown, values, arguments.names(), environment, true, declared.name());
        } catch (RError e) {
            throw conditions.raised(e, whole);
        }
    }

    private RFunction callee(RCall call, REnvironment environment) {
        RValue function = call.function();
        if (function instanceof RSymbol symbol) {
            RFunction core = session.searchPath().core(symbol);
            if (core != null) {
                return core;
            }
            RFunction found = lookUpFunction(symbol.name(), environment);
            if (found == null) {
                throw conditions.raised(session.unavailable().function(symbol.name()), call);
            }
            return found;
        }
        RValue value = eval(function, environment);
        if (value instanceof RFunction found) {
            return found;
        }
        throw new RError("attempt to apply non-function", call);
    }

    /** The function of this name as seen from an environment; an R error when there is none. */
    public RFunction findFunction(String name, REnvironment environment) {
        RFunction found = lookUpFunction(name, environment);
        if (found == null) {
            throw session.unavailable().function(name);
        }
        return found;
    }

    /** The function of this name as seen from an environment; null when there is none. */
    public RFunction lookUpFunction(String name, REnvironment environment) {
        REnvironment global = session.globalEnvironment();
        for (REnvironment at = environment; at != null; at = at.parent()) {
            RValue value = at.getLocal(name);
            if (value instanceof RFunction function) {
                return function;
            }
            if (value instanceof RPromise promise && force(promise) instanceof RFunction function) {
                return function;
            }
            if (at == global) {
                return session.searchPath().attachedFunction(name);
            }
        }
        return null;
    }

    /** A function given as such or by name, as {@code match.fun}. */
    public RFunction functionFrom(RValue value, REnvironment environment) {
        if (value instanceof RFunction function) {
            return function;
        }
        if (value instanceof RCharacter name && name.length() == 1) {
            RFunction found = lookUpFunction(name.get(0), environment);
            if (found == null) {
                throw session.unavailable().functionByName(name.get(0));
            }
            return found;
        }
        if (value instanceof RSymbol symbol) {
            return findFunction(symbol.name(), environment);
        }
        throw new RError("'" + deparse(value) + "' is not a function, character or symbol", RCall.of("match.fun"));
    }

    /** A function begins that has not yet said whether its value is visible. */
    void forgetVisibility() {
        visibleByFunction = false;
    }

    /** A value is visible unless the function itself, as its last act, said otherwise. */
    void settleVisibility() {
        visible = visible || !visibleByFunction;
        visibleByFunction = false;
    }

    static RValue promise(RValue expression, REnvironment environment) {
        return (expression instanceof RSymbol && expression != RSymbol.MISSING) || expression instanceof RCall
                ? new RPromise(expression, environment)
                : expression;
    }

    /** Calls a function with values (or promises). */
    public RValue apply(RFunction function, RValue[] arguments, String[] names, REnvironment environment) {
        RValue[] expressions = new RValue[arguments.length];
        for (int i = 0; i < expressions.length; i++) {
            expressions[i] = arguments[i] instanceof RPromise promise ? promise.expression() : arguments[i];
        }
        RValue head = function instanceof RBuiltin builtin ? RSymbol.of(builtin.name()) : RSymbol.of("FUN");
        return apply(function, RCall.named(head, expressions, names), arguments, names, environment);
    }

    /** Calls a function with values (or promises) in the name of a call. */
    public RValue apply(RFunction function, RCall call, RValue[] arguments, String[] names, REnvironment environment) {
        if (function instanceof RClosure closure) {
            return closures.apply(closure, call, Quoting.promised(arguments), names, environment, null);
        }
        if (function instanceof SpecialFunction special) {
            RCall quotedCall = RCall.named(call.function(), quotedExpressions(arguments), names);
            visible = true;
            return builtins.special(special, quotedCall, environment);
        }
        RValue[] values = forced(arguments);
        visible = true;
        if (function instanceof PrimitiveFunction primitive) {
            return builtins.run(primitive, call, values, names, environment);
        }
        DeclaredFunction declared = (DeclaredFunction) function;
        try {
            return builtins.declared(declared, call, values, names, environment, true, declared.name());
        } catch (RError e) {
            throw conditions.raised(e, call);
        }
    }

    /** Calls a method reached by dispatch. */
    public RValue applyMethod(
            RFunction function,
            RCall call,
            RValue[] arguments,
            String[] names,
            REnvironment environment,
            S3Call method) {
        if (function instanceof RClosure closure) {
            RCall shown = call.withFunction(RSymbol.of(method.methodName()));
            return closures.apply(closure, shown, Quoting.promised(arguments), names, environment, method);
        }
        if (function instanceof SpecialFunction special) {
            return builtins.special(
                    special, RCall.named(call.function(), quotedExpressions(arguments), names), environment);
        }
        RValue[] values = forced(arguments);
        visible = true;
        if (function instanceof PrimitiveFunction primitive) {
            return builtins.runBody(primitive, call, values, names, environment);
        }
        try {
            return builtins.declared(
                    (DeclaredFunction) function, call, values, names, environment, false, method.generic());
        } catch (RError e) {
            throw conditions.raised(e, call);
        }
    }

    private RValue[] forced(RValue[] arguments) {
        RValue[] values = new RValue[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = force(arguments[i]);
        }
        return values;
    }

    private RValue[] quotedExpressions(RValue[] arguments) {
        RValue[] out = new RValue[arguments.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = Quoting.quoted(force(arguments[i]));
        }
        return out;
    }

    /** Evaluates an expression of the program's top level. */
    public RValue evalTopLevel(RValue expression) {
        toTopLevel();
        try {
            RValue value = eval(expression, session.globalEnvironment());
            if (expression instanceof RSymbol) {
                // reading a package's definition on the way hides nothing
                visible = true;
            }
            return value;
        } catch (RError e) {
            throw conditions.signalled(e);
        } catch (ControlFlow.Break | ControlFlow.Next e) {
            throw RError.withoutCall("no loop for break/next, jumping to top level");
        } catch (ControlFlow.Return e) {
            throw RError.withoutCall("no function to return from, jumping to top level");
        } catch (ControlFlow e) {
            return RNull.NULL;
        }
    }

    /** Asks the evaluation under way to end at its next call; for another thread. */
    public void interrupt() {
        interruptAsked = true;
    }

    /** Ends the evaluation when that was asked for; long computations call it now and then. */
    public void checkInterrupt() {
        if (interruptAsked) {
            interruptAsked = false;
            throw new Interruption();
        }
    }

    /** Forgets an interrupt asked for when nothing ran. */
    public void clearInterrupt() {
        interruptAsked = false;
    }

    /** Forgets calls, handlers and restarts under way. */
    public void toTopLevel() {
        frame = null;
        depth = 0;
        conditions.setHandlers(null);
        conditions.setRestarts(null);
    }

    /** Evaluates for {@code eval(...)}: return() at its top level ends it. */
    public RValue evalForEval(RValue expression, REnvironment environment) {
        try {
            return eval(expression, environment);
        } catch (ControlFlow.Return e) {
            if (e.target() == environment && !(environment.owner() instanceof Frame)) {
                return e.value();
            }
            throw e;
        }
    }

    /** Calls the function of a name as seen from the global environment: {@code invoke("print", x)}. */
    public RValue invoke(String name, RValue... arguments) {
        REnvironment global = session.globalEnvironment();
        RFunction function = findFunction(name, global);
        return apply(function, RCall.of(name, arguments), arguments, null, global);
    }

    /** Signals a warning; unless a handler takes it, it is printed as the options say. */
    public void warning(String message, RCall call) {
        // of a replacement R names the assignment
        boolean part = assignment != null && call != null && call.functionName().endsWith("<-");
        conditions.warning(message, conditions.shown(part ? assignment : call));
    }

    /** Signals a warning in the name of the closure under way. */
    public void warningInFrame(String message) {
        RCall call = frame == null ? null : frame.call();
        conditions.warning(message, conditions.shown(call));
    }

    /** Source text of language or a value on one line. */
    public String deparse(RValue value) {
        return String.join(" ", Deparser.lines(value, Integer.MAX_VALUE));
    }

    /** A function made by {@code function(...)}. */
    public RClosure closure(Formals formals, RValue body, REnvironment environment, SourceText source) {
        return new RClosure(formals, body, environment, Attributes.NONE, source);
    }
}
