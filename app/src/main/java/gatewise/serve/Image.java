package gatewise.serve;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An image as the API shows it.
 *
 * @param index in the test set; null for a picture of the client's
 * @param pixels [rows * columns], row-major, 0..255, 255 is ink
 * @param label the name of its class; null if it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Image(Integer index, int rows, int columns, int[] pixels, String label) {

    static Image of(Integer index, ServedModel model, byte[] bytes, String label) {
        int[] pixels = new int[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            pixels[i] = bytes[i] & 0xff;
        }
        return new Image(index, model.rows(), model.columns(), pixels, label);
    }
}
