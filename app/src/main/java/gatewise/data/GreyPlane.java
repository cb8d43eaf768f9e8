package gatewise.data;

import java.util.Arrays;

/** A grey picture in floats, [rows * columns], row-major. */
record GreyPlane(float[] values, int rows, int columns) {
    float at(int row, int column) {
        return values[row * columns + column];
    }

    /** The value below which a share of all values lies; 0.5 gives the median, 1 the highest. */
    static float quantile(float[] values, double share) {
        float[] parts = values.clone();
        int place = (int) Math.round(share * (parts.length - 1));
        // Hoare's selection: parted around one value, then the part where the place is.
        int low = 0;
        int high = parts.length - 1;
        while (low < high) {
            float pivot = parts[(low + high) >>> 1];
            int left = low;
            int right = high;
            while (left <= right) {
                while (parts[left] < pivot) {
                    left++;
                }
                while (parts[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    float value = parts[left];
                    parts[left++] = parts[right];
                    parts[right--] = value;
                }
            }
            if (place <= right) {
                high = right;
            } else if (place >= left) {
                low = left;
            } else {
                return pivot;
            }
        }
        return parts[place];
    }

    static float highest(float[] values) {
        float highest = values[0];
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        return highest;
    }

    static float lowest(float[] values) {
        float lowest = values[0];
        for (float value : values) {
            lowest = Math.min(lowest, value);
        }
        return lowest;
    }

    /** Light for dark. */
    GreyPlane negative() {
        float[] negative = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            negative[i] = -values[i];
        }
        return new GreyPlane(negative, rows, columns);
    }

    /** Zero for what is not above a threshold. */
    GreyPlane above(float threshold) {
        float[] above = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            above[i] = values[i] > threshold ? values[i] : 0;
        }
        return new GreyPlane(above, rows, columns);
    }

    float[] row(int row) {
        return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
    }

    float[] column(int column) {
        float[] found = new float[rows];
        for (int row = 0; row < rows; row++) {
            found[row] = at(row, column);
        }
        return found;
    }

    /** Rows become columns. */
    GreyPlane transposed() {
        float[] turned = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                turned[column * rows + row] = values[row * columns + column];
            }
        }
        return new GreyPlane(turned, columns, rows);
    }

    /** A part of the picture, ends exclusive. */
    GreyPlane crop(int top, int left, int bottom, int right) {
        float[] part = new float[(bottom - top) * (right - left)];
        for (int row = top; row < bottom; row++) {
            System.arraycopy(values, row * columns + left, part, (row - top) * (right - left), right - left);
        }
        return new GreyPlane(part, bottom - top, right - left);
    }

    /** Scales each axis on its own: smaller by averaging areas, larger by linear interpolation. */
    GreyPlane scale(int newRows, int newColumns) {
        float[][] across = weights(columns, newColumns);
        float[] narrow = new float[rows * newColumns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < newColumns; column++) {
                narrow[row * newColumns + column] = weighted(across[column], row * columns, 1);
            }
        }
        GreyPlane half = new GreyPlane(narrow, rows, newColumns);
        float[][] down = weights(rows, newRows);
        float[] scaled = new float[newRows * newColumns];
        for (int row = 0; row < newRows; row++) {
            for (int column = 0; column < newColumns; column++) {
                scaled[row * newColumns + column] = half.weighted(down[row], column, newColumns);
            }
        }
        return new GreyPlane(scaled, newRows, newColumns);
    }

    /** The first weight is the position of the one that the others begin at. */
    private float weighted(float[] weights, int start, int stride) {
        float sum = 0;
        int first = (int) weights[0];
        for (int i = 1; i < weights.length; i++) {
            sum += weights[i] * values[start + (first + i - 1) * stride];
        }
        return sum;
    }

    /** For each new position: the first old position that counts, then the weights from there on; they sum to 1. */
    private static float[][] weights(int from, int to) {
        double step = (double) from / to;
        float[][] weights = new float[to][];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * step;
            double reach = step < 1 ? 1 : step / 2;
            int first = Math.max(0, (int) Math.floor(centre - reach));
            int last = Math.min(from - 1, (int) Math.ceil(centre + reach) - 1);
            float[] row = new float[last - first + 2];
            row[0] = first;
            double sum = 0;
            for (int old = first; old <= last; old++) {
                double weight = step < 1
                        ? Math.max(0, 1 - Math.abs(old + 0.5 - centre))
                        : Math.max(0, Math.min(old + 1, centre + reach) - Math.max(old, centre - reach));
                row[old - first + 1] = (float) weight;
                sum += weight;
            }
            for (int k = 1; k < row.length; k++) {
                row[k] = (float) (row[k] / sum);
            }
            weights[i] = row;
        }
        return weights;
    }
}
