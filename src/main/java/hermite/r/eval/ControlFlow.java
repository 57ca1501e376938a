package hermite.r.eval;

import hermite.r.value.RValue;
import hermite.r.value.language.REnvironment;

/** Leaving a loop or a function by other ways than its end. */
public abstract sealed class ControlFlow extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ControlFlow() {
        super(null, null, false, false);
    }

    public static final class Break extends ControlFlow {
        private static final long serialVersionUID = 1;
    }

    public static final class Next extends ControlFlow {
        private static final long serialVersionUID = 1;
    }

    /** {@code return(value)} from the function whose variables are in {@code target}. */
    public static final class Return extends ControlFlow {
        private static final long serialVersionUID = 1;
        private final transient REnvironment target;
        private final transient RValue value;

        public Return(REnvironment target, RValue value) {
            this.target = target;
            this.value = value;
        }

        public REnvironment target() {
            return target;
        }

        public RValue value() {
            return value;
        }
    }

    /** A condition on its way to the handler that takes it; or a restart invoked. */
    public static final class Unwind extends ControlFlow {
        private static final long serialVersionUID = 1;
        private final transient Object target;
        private final transient RValue payload;
        private final transient RValue handler;

        public Unwind(Object target, RValue payload, RValue handler) {
            this.target = target;
            this.payload = payload;
            this.handler = handler;
        }

        public Object target() {
            return target;
        }

        public RValue payload() {
            return payload;
        }

        public RValue handler() {
            return handler;
        }
    }
}
