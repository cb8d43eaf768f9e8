/** As much of a canvas' context as the modules use; it keeps what was drawn. */
export class Context {
  /** [[method, ...arguments]] */
  calls = [];

  constructor() {
    for (const method of [
      'fillRect',
      'strokeRect',
      'beginPath',
      'moveTo',
      'lineTo',
      'stroke',
      'setTransform',
      'drawImage',
    ])
      this[method] = (...values) => this.calls.push([method, ...values]);
  }

  createImageData(width, height) {
    return {width, height, data: new Uint8ClampedArray(4 * width * height)};
  }

  putImageData(image) {
    this.image = image;
  }

  /** What one of the methods was called with, call by call. */
  callsOf(method) {
    return this.calls.filter(([name]) => name === method).map(([, ...values]) => values);
  }
}
