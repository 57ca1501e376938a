package hermite.sas.datastep.function;

import hermite.sas.datastep.FunctionEnvironment;
import hermite.sas.datastep.node.Diagnostics;

/** What the call sites of one step share. */
public record CallServices(FunctionEnvironment environment, Diagnostics diagnostics, FunctionState state) {}
