/** What the page says in English in other words than of sequences where windows of a series are forecast from. */
export default {
  'image.test': 'Test window',
  'image.previous': 'Previous test window',
  'image.next': 'Next test window',
  'image.noTest': 'The test windows of this model’s data set are not at hand: paste a sequence, or open a file.',
  'sequence.isTest': 'Reading test window {name}, {steps} steps.',
  'accuracy.run': 'Test up to 1,000 windows under this surgery',
  'accuracy.running': 'Reading the test windows …',
  'accuracy.none': 'None of the chosen models has its test windows at hand.',
  'accuracy.standardised': 'RMSE, standardised, {before} → {after} on {images} windows',
  'accuracy.errors': 'RMSE {before} → {after} on {images} windows',
  'runs.current': 'Epoch {epoch} of {planned} · batch {batch} of {batches} · loss {loss} · {speed} windows/s',
  'runs.speed': 'Windows per second',
  'runs.speed.axis': 'windows/s',
  'runs.images': '{name}, {images} training windows',
};
