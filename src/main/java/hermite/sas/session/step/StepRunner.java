package hermite.sas.session.step;

import hermite.data.UnknownFormatException;
import hermite.model.ClassLevels;
import hermite.report.destination.Page;
import hermite.sas.log.Severity;
import hermite.sas.log.StepFailure;
import hermite.sas.log.Suggestion;
import hermite.sas.proc.ByGroup;
import hermite.sas.proc.InputData;
import hermite.sas.proc.Procedure;
import hermite.sas.session.SessionLog;
import hermite.sas.session.library.Libraries;
import hermite.sas.session.output.Causes;
import hermite.sas.source.Place;
import hermite.sas.syntax.ast.BoundOption;
import hermite.sas.syntax.ast.DataSetReference;
import hermite.sas.syntax.ast.DataStep;
import hermite.sas.syntax.ast.OptionValue;
import hermite.sas.syntax.ast.ProcStatement;
import hermite.sas.syntax.ast.ProcStep;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs steps one after the other: notes, timing, failures. The one boundary behind which no failure goes on as an
 * exception (shared/spec/log.md, sections 2 and 7).
 */
public final class StepRunner {
    /** How a step ended. */
    public enum Outcome {
        DONE,
        WARNED,
        FAILED,
        INTERRUPTED
    }

    private final StepServices services;
    private final Procedures procedures;
    private final Consumer<DataStep> dataSteps;
    private final PageSource pages;
    private final StepTimer timer;
    private final PrintedPages printedPages;
    /** Data sets that failed or checked steps would have made: their absence is no news. */
    private static final Runnable NOTHING = () -> {};

    /** Notes that stand after those about time: SGPLOT's observations (log.md, section 5). */
    private Runnable afterTime = NOTHING;

    private final Set<String> promised = new HashSet<>();

    /** Makes the page of a step's output. */
    public interface PageSource {
        Page page(String procedureTitle, Optional<ByGroup> group);
    }

    /** Number of the listing page written last; empty when pages are not to be noted. */
    public interface PrintedPages {
        Optional<Integer> last();
    }

    public StepRunner(
            StepServices services,
            Procedures procedures,
            Consumer<DataStep> dataSteps,
            PageSource pages,
            PrintedPages printedPages,
            StepTimer timer) {
        this.services = services;
        this.procedures = procedures;
        this.dataSteps = dataSteps;
        this.pages = pages;
        this.printedPages = printedPages;
        this.timer = timer;
    }

    public Outcome procStep(ProcStep step) {
        String name = step.procedure().name();
        return run("PROCEDURE " + name, () -> runProcedure(step));
    }

    /** What the step would read, without running it. */
    public InputData input(ProcStep step) {
        return new StepContext(step, services, this::isPromised)
                .input(step.options().dataSet("DATA"));
    }

    public Outcome dataStep(DataStep step) {
        boolean checked = services.isChecking();
        Outcome outcome = run("DATA statement", () -> {
            dataSteps.accept(step);
            if (checked) {
                tellWhatIsKept(step.outputs());
            }
        });
        if (checked || outcome == Outcome.FAILED) {
            promise(step.outputs());
        }
        return outcome;
    }

    /** A step that could not be parsed: its messages are in the log already. */
    public Outcome rejected(String kind, String name) {
        String what = kind.equalsIgnoreCase("PROC") ? "PROCEDURE " + name.toUpperCase(Locale.ROOT) : "DATA statement";
        SessionLog log = services.log();
        log.beginStepNotes();
        log.write(StepMessage.STOPPED);
        enterChecking();
        noteTime(what, Duration.ZERO, Duration.ZERO);
        log.endStepNotes();
        return Outcome.FAILED;
    }

    private Outcome run(String what, Runnable body) {
        SessionLog log = services.log();
        int errors = log.errors();
        int warnings = log.warnings();
        Duration realStart = timer.real();
        Duration cpuStart = timer.cpu();
        log.beginStepNotes();
        boolean interrupted = false;
        try {
            body.run();
        } catch (CancellationException e) {
            interrupted = true;
            log.write(StepMessage.INTERRUPTED, subject(what));
        } catch (StepFailure failure) {
            write(failure);
        } catch (UnknownFormatException e) {
            log.write(
                    StepMessage.FORMAT_NOT_FOUND,
                    e.format().name(),
                    Suggestion.of(e.format().name(), services.formats().formatNames()));
        } catch (StackOverflowError e) {
            log.write(StepMessage.TOO_DEEP, subject(what));
        } catch (OutOfMemoryError e) {
            log.write(
                    StepMessage.OUT_OF_MEMORY,
                    subject(what),
                    Runtime.getRuntime().maxMemory() >> 20);
        } catch (UncheckedIOException e) {
            log.write(StepMessage.FILE_FAILED, Causes.of(e.getCause()));
        } catch (RuntimeException | LinkageError e) {
            log.write(StepMessage.INTERNAL, subject(what), DefectReport.cause(e), DefectReport.reference(e));
        }
        boolean failed = log.errors() > errors;
        if (failed) {
            if (!log.hasSaid(StepMessage.STOPPED.text())) {
                log.write(StepMessage.STOPPED);
            }
            enterChecking();
        }
        log.flush();
        noteTime(what, timer.real().minus(realStart), timer.cpu().minus(cpuStart));
        afterTime.run();
        afterTime = NOTHING;
        log.endStepNotes();
        if (interrupted) {
            return Outcome.INTERRUPTED;
        }
        return failed ? Outcome.FAILED : log.warnings() > warnings ? Outcome.WARNED : Outcome.DONE;
    }

    private static String subject(String what) {
        return what.startsWith("PROCEDURE ") ? "PROC " + what.substring("PROCEDURE ".length()) : "The DATA step";
    }

    private void write(StepFailure failure) {
        Place place = failure.place().orElse(Place.UNKNOWN);
        if (failure.failure().severity() != Severity.ERROR) {
            throw new IllegalStateException("a step fails with an ERROR, not with " + failure.failure());
        }
        services.log().write(place, failure.failure(), failure.arguments());
    }

    private void enterChecking() {
        if (services.enterChecking()) {
            services.log().write(StepMessage.CHECKING);
        }
    }

    private void noteTime(String what, Duration real, Duration cpu) {
        if (services.options().isOn("STIMER")) {
            String memory = services.options().isOn("FULLSTIMER")
                    ? String.format(
                            Locale.ROOT,
                            "%n      memory              %.2fk",
                            (Runtime.getRuntime().totalMemory()
                                            - Runtime.getRuntime().freeMemory())
                                    / 1024.0)
                    : "";
            services.log().write(StepMessage.USED, what, StepTimer.lines(real, cpu) + memory.replace("\r", ""));
        }
    }

    private void runProcedure(ProcStep step) {
        Procedure procedure = procedures
                .find(step.procedure().name())
                .orElseThrow(() -> new StepFailure(
                        step.place(),
                        StepMessage.PROCEDURE_NOT_FOUND,
                        step.procedure().name()));
        StepContext context = new StepContext(step, services, this::isPromised);
        int errors = services.log().errors();
        Optional<Integer> firstPage = printedPages.last();
        services.router()
                .beginStep(
                        step.procedure().name(),
                        group -> pages.page(step.procedure().title(), group));
        boolean ran = false;
        boolean checked = false;
        try {
            if (services.isChecking() && !readsData(step)) {
                checked = true;
                return;
            }
            procedure.run(step, context);
            ran = services.log().errors() == errors;
        } catch (StepChecked end) {
            checked = true;
            services.log().write(StepMessage.NO_OBSERVATIONS, end.dataSet());
        } catch (StepFailure failure) {
            write(failure);
        } catch (ClassLevels.UnknownReferenceException unknown) {
            write(ReferenceLevels.failure(step, unknown));
        } finally {
            boolean complete = ran;
            services.router().endStep(context::write, complete);
            if (step.procedure().name().equals("SGPLOT")) {
                afterTime = () -> {
                    context.flushObservations();
                    services.router().tellHeld();
                };
            } else {
                context.flushObservations();
            }
        }
        if (!ran) {
            tellWhatIsKept(step, checked);
        } else {
            notePages(step.procedure().name(), firstPage);
        }
    }

    private static boolean readsData(ProcStep step) {
        return step.procedure().option("DATA").isPresent();
    }

    /** The data sets a step that did not run would have written. */
    private void tellWhatIsKept(ProcStep step, boolean checked) {
        for (DataSetReference output : writable(outputs(step))) {
            String name = services.dataSets().outputName(output);
            if (services.dataSets().exists(name)) {
                services.log()
                        .write(checked ? StepMessage.NOT_REPLACED_CHECKING : StepMessage.NOT_REPLACED_STOPPED, name);
            } else {
                promised.add(name);
            }
        }
    }

    private static List<DataSetReference> outputs(ProcStep step) {
        Stream<BoundOption> options = Stream.concat(
                step.options().all().stream(),
                step.statements().stream()
                        .flatMap(s -> Stream.concat(
                                s.options().all().stream(),
                                s.body() instanceof ProcStatement.Body.Main main
                                        ? main.options().all().stream()
                                        : Stream.empty())));
        return options.filter(o -> o.spec().name().equals("OUT"))
                .map(BoundOption::value)
                .filter(OptionValue.DataSet.class::isInstance)
                .map(v -> ((OptionValue.DataSet) v).reference())
                .filter(r -> !r.isNull())
                .toList();
    }

    /** The data set counts as the last one created, as if it had been: later steps are checked with it. */
    private void promise(List<DataSetReference> outputs) {
        for (DataSetReference output : writable(outputs)) {
            String name = services.dataSets().outputName(output);
            promised.add(name);
            services.dataSets().last(name);
        }
    }

    private void tellWhatIsKept(List<DataSetReference> outputs) {
        for (DataSetReference output : writable(outputs)) {
            String name = services.dataSets().outputName(output);
            if (services.dataSets().exists(name)) {
                services.log().write(StepMessage.NOT_REPLACED_CHECKING, name);
            }
        }
    }

    private List<DataSetReference> writable(List<DataSetReference> outputs) {
        return outputs.stream()
                .filter(o -> !o.isNull() && !o.member().equalsIgnoreCase("_DATA_"))
                .filter(o -> services.libraries()
                        .find(o.libref().isEmpty() ? Libraries.WORK : o.libref())
                        .flatMap(Libraries.Assigned::library)
                        .isPresent())
                .toList();
    }

    /** Whether a data set is missing only because an earlier step failed or was checked. */
    public boolean isPromised(String fullName) {
        return promised.contains(fullName);
    }

    private void notePages(String procedure, Optional<Integer> before) {
        Optional<Integer> after = printedPages.last();
        if (before.isPresent() && after.isPresent() && after.get() > before.get()) {
            int first = before.get() + 1;
            if (first == after.get()) {
                services.log().write(StepMessage.PRINTED_PAGE, procedure, first);
            } else {
                services.log().write(StepMessage.PRINTED_PAGES, procedure, first, after.get());
            }
        }
    }
}
