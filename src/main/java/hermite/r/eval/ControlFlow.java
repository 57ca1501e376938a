package hermite.r.eval;

import hermite.r.value.REnvironment;
import hermite.r.value.RValue;

/** Leaving a loop or a function by other ways than its end. */
abstract sealed class ControlFlow extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ControlFlow() {
        super(null, null, false, false);
    }

    static final class Break extends ControlFlow {
        private static final long serialVersionUID = 1;
    }

    static final class Next extends ControlFlow {
        private static final long serialVersionUID = 1;
    }

    /** {@code return(value)} from the function whose variables are in {@code target}. */
    static final class Return extends ControlFlow {
        private static final long serialVersionUID = 1;
        private final transient REnvironment target;
        private final transient RValue value;

        Return(REnvironment target, RValue value) {
            this.target = target;
            this.value = value;
        }

        REnvironment target() {
            return target;
        }

        RValue value() {
            return value;
        }
    }

    /** A condition on its way to the handler that takes it; or a restart invoked. */
    static final class Unwind extends ControlFlow {
        private static final long serialVersionUID = 1;
        private final transient Object target;
        private final transient RValue payload;
        private final transient RValue handler;

        Unwind(Object target, RValue payload, RValue handler) {
            this.target = target;
            this.payload = payload;
            this.handler = handler;
        }

        Object target() {
            return target;
        }

        RValue payload() {
            return payload;
        }

        RValue handler() {
            return handler;
        }
    }
}
