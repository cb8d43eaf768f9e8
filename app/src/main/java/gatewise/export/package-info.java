/** A trained network as ONNX or as plain Java source, and networks made elsewhere from ONNX. */
package gatewise.export;
