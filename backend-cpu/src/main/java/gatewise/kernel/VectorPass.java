package gatewise.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Some rows of a batch by the Vector API, in memory as {@link VectorArrays} has it.
 *
 * <p>Steps without any input at the beginning of sequences that start from zeros are the same for all rows: one vector stands
 * for all there, and in the pass backward it has the gradients of all rows summed.
 */
final class VectorPass implements PartPass {
    private static final int LENGTH = VectorPointwise.LENGTH;

    private final PackedWeights weights;
    private final VectorCell cell;
    private final VectorArrays arrays;
    private final int input;
    private final int hidden;
    private final int gates;

    /** One vector a column of gates. */
    private final float[] bias;

    private final float[] biasSums;
    private float[] endHidden = new float[0];
    private float[] endCell = new float[0];

    private PartRows part;
    private boolean backward;

    /** Steps at the beginning for which one vector stands for all rows. */
    private int shared;

    VectorPass(PackedWeights weights, VectorCell cell) {
        this.weights = weights;
        this.cell = cell;
        arrays = cell.arrays;
        input = weights.shape().inputSize();
        hidden = weights.shape().hiddenSize();
        gates = arrays.traceColumns(VectorCell.GATES);
        bias = new float[gates * LENGTH];
        biasSums = new float[gates * LENGTH];
    }

    private boolean hasCell() {
        return cell.cellKind() != VectorCell.NONE;
    }

    @Override
    public void forward(BatchPass.Forward pass, PartRows rowsOfPart) {
        part = rowsOfPart;
        BatchPass.Start start = pass.start();
        backward = pass.x().backward();
        int count = part.longest();
        arrays.reserve(part.rows(), count, pass.training());
        reserveEnds();
        begin(VectorCell.BLOCK, start.hidden());
        if (hasCell()) {
            begin(cell.cellKind(), start.cell());
        }
        boolean sharing = arrays.lanes() > LENGTH
                && start.hidden() == null
                && start.cell() == null
                && part.running(0) == part.running(count - 1);
        shared = 0;
        VectorPointwise.spread(pass.bias(), bias);
        int slots = pass.training() ? count + 1 : 2;
        for (int number = 0; number < count; number++) {
            int kept = pass.training() ? number : 0;
            VectorCell.Step step = new VectorCell.Step(kept, number % slots, (number + 1) % slots);
            boolean any = read(pass.x(), number, step);
            if (sharing && any) {
                spread(step.slot());
                sharing = false;
            }
            shared += sharing ? 1 : 0;
            arrays.setWidth(sharing ? LENGTH : VectorArrays.roundUp(running(number)));
            cell.stepForward(step, weights.packed(), bias);
            if (sharing && (number + 1 == count || !pass.y().lastStepOnly())) {
                arrays.spread(arrays.trace(VectorCell.BLOCK, step.next()), hidden);
            }
            if (sharing && number + 1 == count && hasCell()) {
                arrays.spread(arrays.trace(cell.cellKind(), step.next()), hidden);
            }
            write(pass.y(), number, step.next());
            moveOn(start, number, step.next());
        }
        finish(pass);
    }

    /** What is written after the last step. */
    private void finish(BatchPass.Forward pass) {
        FloatBuffer y = pass.y().values();
        if (pass.y().lastStepOnly()) {
            part.put(arrays.columns(endHidden, 0), hidden, part.rows(), y, 0);
            return;
        }
        for (int t = part.longest(); t < pass.x().timeSteps(); t++) {
            part.clear(y, t * part.batch() * pass.y().columns(), hidden);
        }
    }

    private void reserveEnds() {
        int states = hidden * arrays.lanes();
        if (endHidden.length < states) {
            endHidden = new float[states];
            endCell = new float[hasCell() ? states : 0];
        }
    }

    private int time(int step) {
        return backward ? part.longest() - 1 - step : step;
    }

    private int running(int step) {
        return part.running(time(step));
    }

    /** The states that the rows of the first step begin with, zeros in other lanes. */
    private void begin(int kind, FloatBuffer given) {
        float[] state = arrays.trace(kind, 0);
        if (given == null) {
            Arrays.fill(state, 0, hidden * arrays.lanes(), 0);
        } else {
            part.get(given, 0, hidden, running(0), arrays.columns(state, 0));
        }
    }

    /** Reads x of a step; says whether it has anything but zeros. */
    private boolean read(BatchPass.Inputs x, int number, VectorCell.Step step) {
        PartRows.Columns columns = arrays.columns(arrays.trace(VectorCell.BLOCK, step.slot()), arrays.inputColumn());
        part.get(x.values(), time(number) * x.batch() * input, input, running(number), columns);
        return arrays.present().look(step.number(), columns, running(number));
    }

    /** From the vector that stood for all rows to all vectors. */
    private void spread(int slot) {
        arrays.spread(arrays.trace(VectorCell.BLOCK, slot), hidden);
        if (hasCell()) {
            arrays.spread(arrays.trace(cell.cellKind(), slot), hidden);
        }
    }

    private void write(BatchPass.Outputs y, int number, int next) {
        if (!y.lastStepOnly()) {
            PartRows.Columns block = arrays.columns(arrays.trace(VectorCell.BLOCK, next), 0);
            part.put(block, hidden, running(number), y.values(), time(number) * part.batch() * y.columns());
        }
    }

    /** Keeps the states of sequences that end, and gives those that begin at the next step theirs. */
    private void moveOn(BatchPass.Start start, int number, int next) {
        int rows = running(number);
        int after = number + 1 < part.longest() ? running(number + 1) : 0;
        if (after < rows) {
            arrays.copyLanes(arrays.trace(VectorCell.BLOCK, next), after, rows, endHidden);
            if (hasCell()) {
                arrays.copyLanes(arrays.trace(cell.cellKind(), next), after, rows, endCell);
            }
        } else if (after > rows) {
            join(start.hidden(), arrays.trace(VectorCell.BLOCK, next), rows, after);
            if (hasCell()) {
                join(start.cell(), arrays.trace(cell.cellKind(), next), rows, after);
            }
        }
    }

    private void join(FloatBuffer start, float[] state, int from, int to) {
        arrays.zeroLanes(state, from, arrays.lanes());
        if (start != null) {
            float[] given = arrays.given();
            part.get(start, 0, hidden, to, arrays.columns(given, 0));
            arrays.copyLanes(given, from, to, state);
        }
    }

    @Override
    public void finish(FloatBuffer hiddenState, FloatBuffer cellState) {
        part.put(arrays.columns(endHidden, 0), hidden, part.rows(), hiddenState, 0);
        if (hasCell()) {
            part.put(arrays.columns(endCell, 0), hidden, part.rows(), cellState, 0);
        }
    }

    @Override
    public void backward(BatchPass.Backward pass) {
        BatchPass.Outputs dy = pass.dy();
        boolean wantDx = pass.dx() != null;
        arrays.reserveBackward();
        Arrays.fill(biasSums, 0);
        cell.matrices().forEach(VectorMatrix::begin);
        if (wantDx) {
            // The gradient of each row's own x needs what a step kept in each row's own lane.
            for (int number = 0; number < shared; number++) {
                spreadTrace(number);
            }
            shared = 0;
        }
        if (dy.lastStepOnly()) {
            part.get(dy.values(), 0, hidden, part.rows(), arrays.columns(arrays.given(), 0));
        }
        int rows = 0;
        for (int number = part.longest() - 1; number >= 0; number--) {
            moveBack(rows, running(number), dy.lastStepOnly());
            rows = running(number);
            if (number == shared - 1) {
                arrays.gather(arrays.dh());
                arrays.gather(arrays.carried());
            }
            arrays.setWidth(number < shared ? LENGTH : VectorArrays.roundUp(rows));
            if (!dy.lastStepOnly()) {
                addGiven(dy, number, rows);
            }
            cell.stepBackward(new VectorCell.Step(number, number, number + 1), weights.packed(), wantDx);
            addGradient(number, number < shared ? LENGTH : rows);
            VectorPointwise.addLanes(arrays.delta(), gates, arrays.lanes(), arrays.width(), biasSums);
            if (wantDx) {
                PartRows.Columns dx = arrays.columns(arrays.upstream(), arrays.inputColumn());
                part.put(dx, input, rows, pass.dx(), time(number) * part.batch() * input);
            }
        }
        for (int t = part.longest(); wantDx && t < pass.timeSteps(); t++) {
            part.clear(pass.dx(), t * part.batch() * input, input);
        }
    }

    private void addGradient(int number, int rows) {
        arrays.turnDelta(rows);
        for (VectorMatrix matrix : cell.matrices()) {
            matrix.addGradient(arrays.trace(VectorCell.BLOCK, number), arrays, number, rows);
        }
    }

    private void spreadTrace(int number) {
        for (int kind = 0; kind < arrays.kinds(); kind++) {
            arrays.spread(arrays.trace(kind, number), arrays.traceColumns(kind));
        }
    }

    /** Rows whose sequences end at this step come in with the gradient of their end; those that began after it leave. */
    private void moveBack(int before, int rows, boolean lastStepOnly) {
        if (rows > before && lastStepOnly) {
            arrays.copyLanes(arrays.given(), before, rows, arrays.dh());
        } else if (rows < before) {
            arrays.zeroLanes(arrays.dh(), rows, before);
            arrays.zeroLanes(arrays.carried(), rows, before);
        }
    }

    private void addGiven(BatchPass.Outputs dy, int number, int rows) {
        float[] given = arrays.given();
        int offset = time(number) * part.batch() * dy.columns();
        part.get(dy.values(), offset, hidden, rows, arrays.columns(given, 0));
        if (number < shared) {
            arrays.gather(given);
        }
        for (int run = 0; run < arrays.runs(hidden); run++) {
            VectorPointwise.add(arrays.dh(), given, run * arrays.lanes(), arrays.runLength(hidden));
        }
    }

    @Override
    public void addGradient(float[] sum) {
        cell.matrices().forEach(matrix -> matrix.addGradient(sum));
    }

    @Override
    public void addBiasSums(float[] sums) {
        for (int column = 0; column < gates; column++) {
            for (int lane = 0; lane < LENGTH; lane++) {
                sums[column] += biasSums[column * LENGTH + lane];
            }
        }
    }

    @Override
    public void close() {
        // Its memory is Java's.
    }
}
