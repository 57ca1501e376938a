package hermite.sas.datastep.function;

import hermite.data.Missing;
import hermite.sas.datastep.function.FunctionSpec.MissingRule;
import hermite.sas.datastep.function.FunctionSpec.NumberBody;
import hermite.sas.datastep.function.FunctionSpec.TextBody;
import hermite.sas.datastep.node.ExpressionNode;
import hermite.sas.datastep.node.Frame;
import hermite.sas.datastep.node.NumberNode;
import hermite.sas.datastep.node.PlaceCounter;
import hermite.sas.datastep.node.TextNode;
import hermite.sas.source.Place;

/** Calls of registered functions. */
public final class FunctionNodes {
    private FunctionNodes() {}

    /** A call; the arguments already have the types the function wants. */
    public static ExpressionNode call(
            FunctionSpec spec, ExpressionNode[] arguments, CallServices services, Place place) {
        boolean[] text = new boolean[arguments.length];
        int[] lengths = new int[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            text[i] = arguments[i].isText();
            lengths[i] = arguments[i] instanceof TextNode t ? t.length() : 0;
        }
        Arguments site = new Arguments(spec.name(), text, services, place);
        if (spec.body() instanceof TextBody body) {
            return new TextCall(body, body.length().of(lengths), arguments, site);
        }
        boolean propagates = spec.missing() == MissingRule.PROPAGATE;
        PlaceCounter missing = services.diagnostics().missingAt(place);
        return new NumberCall((NumberBody) spec.body(), arguments, site, propagates, missing);
    }

    static final class NumberCall extends NumberNode {
        private final NumberBody body;
        private final ExpressionNode[] arguments;
        private final Arguments site;
        private final boolean propagates;
        private final PlaceCounter missing;

        NumberCall(
                NumberBody body, ExpressionNode[] arguments, Arguments site, boolean propagates, PlaceCounter missing) {
            this.body = body;
            this.arguments = arguments;
            this.site = site;
            this.propagates = propagates;
            this.missing = missing;
        }

        @Override
        public double number(Frame frame) {
            boolean anyMissing = evaluate(arguments, site, frame);
            if (anyMissing && propagates) {
                missing.count++;
                return Missing.DOT;
            }
            return body.apply(site);
        }
    }

    static final class TextCall extends TextNode {
        private final TextBody body;
        private final int length;
        private final ExpressionNode[] arguments;
        private final Arguments site;

        TextCall(TextBody body, int length, ExpressionNode[] arguments, Arguments site) {
            this.body = body;
            this.length = length;
            this.arguments = arguments;
            this.site = site;
        }

        @Override
        public String text(Frame frame) {
            evaluate(arguments, site, frame);
            return body.function().apply(site);
        }

        @Override
        public int length() {
            return length;
        }
    }

    /** Evaluates all arguments from left to right; true when a number among them is missing. */
    static boolean evaluate(ExpressionNode[] arguments, Arguments site, Frame frame) {
        boolean anyMissing = false;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof NumberNode number) {
                double value = number.number(frame);
                anyMissing |= value != value;
                site.set(i, value);
            } else {
                site.set(i, ((TextNode) arguments[i]).text(frame));
            }
        }
        site.begin(frame);
        return anyMissing;
    }
}
