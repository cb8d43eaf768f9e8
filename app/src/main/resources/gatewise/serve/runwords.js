import {count, decimal, figures, percent, t} from './i18n.js';
import {saysClasses} from './reading.js';

/**
 * The epoch with the highest validation accuracy, of equals and where numbers are said with the lowest validation loss, the
 * first of equals; undefined before the first is complete.
 */
export function bestOf(run) {
  const {history} = run;
  if (!saysClasses(run)) {
    const losses = history.map(epoch => epoch.validationLoss).filter(Number.isFinite);
    return history.find(epoch => epoch.validationLoss === Math.min(...losses));
  }
  const measured = history.filter(epoch => Number.isFinite(epoch.validationAccuracy));
  const highest = Math.max(...measured.map(epoch => epoch.validationAccuracy));
  // Of equals the lower validation loss decides, as for best.zip.
  return measured
    .filter(epoch => epoch.validationAccuracy === highest)
    .reduce((best, epoch) => (!best || epoch.validationLoss < best.validationLoss ? epoch : best), undefined);
}

/** The state of a run, how far it has come, and its last accuracy. */
export function summaryOf(run) {
  const last = run.history.at(-1);
  const words = [t(`runs.${run.state}`), t('runs.epochs', {done: last?.epoch ?? 0, planned: run.plannedEpochs})];
  if (Number.isFinite(last?.validationAccuracy))
    words.push(t('model.accuracy', {accuracy: percent(last.validationAccuracy, 2)}));
  else if (!saysClasses(run) && Number.isFinite(last?.validationLoss))
    words.push(t('model.loss', {loss: figures(last.validationLoss)}));
  return words.join(' · ');
}

/** Where a run stands; of one in training the batch at hand, and the time that is left if all planned epochs come. */
export function progressOf(run) {
  const {current} = run;
  const words = current
    ? [
        t(
          'runs.current',
          {
            ...current,
            planned: run.plannedEpochs,
            loss: decimal(current.loss, 3),
            speed: count(current.imagesPerSecond),
          },
          run
        ),
      ]
    : [summaryOf(run)];
  const left = secondsLeft(run);
  if (Number.isFinite(left)) words.push(t('runs.left', {time: clock(left)}));
  const best = bestOf(run);
  if (best && saysClasses(run))
    words.push(t('runs.best', {epoch: best.epoch, accuracy: percent(best.validationAccuracy, 2)}));
  else if (best) words.push(t('runs.bestLoss', {epoch: best.epoch, loss: figures(best.validationLoss)}));
  return words.join(' · ');
}

/** By the median epoch so far, or before there is one by the images a second; undefined if nothing is in training. */
export function secondsLeft({current, history, plannedEpochs, settings}) {
  if (!current) return undefined;
  const times = history.map(epoch => epoch.seconds).filter(Number.isFinite);
  times.sort((one, other) => one - other);
  const epoch =
    times[Math.floor(times.length / 2)] ?? (current.batches * settings?.batchSize) / current.imagesPerSecond;
  return epoch * (plannedEpochs - current.epoch + 1 - current.batch / current.batches);
}

/** Such as 0:05, 12:40, 1:02:03. */
function clock(seconds) {
  const whole = Math.ceil(seconds);
  const two = number => String(number).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  return `${hours ? `${hours}:${two(minutes % 60)}` : minutes}:${two(whole % 60)}`;
}

/** What decides how a run goes: [[name, value]], without what is not in use. */
export function settingsOf({settings, kind, task}) {
  if (!settings) return [];
  const trained = settings.trainingImages ?? settings.trainingSequences;
  const rate = t(`runs.schedule.${settings.schedule}`, {rate: settings.optimizer.learningRate});
  return [
    ['runs.optimizer', settings.optimizer.type],
    ['runs.learningRate', rate],
    ['runs.batchSize', settings.batchSize],
    ['runs.order', t(settings.shuffle ? 'runs.order.shuffled' : 'runs.order.file')],
    ['runs.shift', settings.shift && t('runs.pixels', {pixels: settings.shift})],
    ['runs.dropout', settings.dropout],
    ['runs.l2', settings.l2],
    ['runs.patience', settings.patience],
    ['runs.seed', String(settings.seed)],
    ['runs.data', t('runs.images', {name: settings.data, images: count(trained)}, {kind, task})],
  ]
    .filter(([, value]) => value)
    .map(([key, value]) => [t(key), String(value)]);
}
