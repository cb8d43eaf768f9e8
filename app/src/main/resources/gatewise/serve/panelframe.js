import {html} from './dom.js';
import {t} from './i18n.js';
import {isStackedBothWays} from './quantities.js';

const layerShown = new Map();

/** What the panels of all models have: a head, notes, and bands of which those of one layer or all are shown. */
export class PanelFrame {
  constructor(model) {
    this.model = model;
    this.about = html('p', {className: 'quiet'});
    this.notes = html('p', {className: 'quiet notes'});
    this.bands = [];
    this.element = html('article', {className: 'panel'}, this.#head(), this.notes);
  }

  #head() {
    const {model} = this;
    const head = html('header', {}, html('h3', {textContent: model.title}), this.about);
    if (model.hiddenSizes.length === 1) return head;
    const options = [0, ...model.hiddenSizes.keys()].map((key, place) =>
      place === 0
        ? html('option', {value: 0, textContent: t('panel.allLayers')})
        : html('option', {value: key + 1, textContent: t('panel.layer', {layer: key + 1})})
    );
    this.choice = html(
      'select',
      {id: `layer-${model.id}`, on: {change: event => this.#showLayer(Number(event.target.value))}},
      ...options
    );
    head.append(html('label', {className: 'line'}, t('panel.layers'), this.choice));
    return head;
  }

  /** A band has an `element` and a `layer`. */
  add(band) {
    this.bands.push(band);
    this.element.append(band.element);
  }

  /** As the reader chose before, else all. */
  showChosenLayer() {
    this.#showLayer(layerShown.get(this.model.id) ?? 0);
  }

  /** Shows one layer, or all of them for 0. */
  #showLayer(layer) {
    layerShown.set(this.model.id, layer);
    if (this.choice) this.choice.value = layer;
    for (const band of this.bands) band.element.hidden = layer !== 0 && band.layer !== layer;
  }
}

/** What is to be said of a reading: what the model lacks, and how both directions are to be read. */
export function notesOf(model, trace) {
  const notes = trace.unmet.map(lack => unmetNote(lack));
  if (model.bidirectional) notes.push(t('panel.bidirectional'));
  if (isStackedBothWays(model)) notes.push(t('panel.lastLayer'));
  return notes;
}

function unmetNote(lack) {
  if (lack.gate) return t('surgery.noGate', {gate: t(`quantity.${lack.gate}`)});
  return lack.layer ? t('surgery.noLayer', lack) : t('surgery.noUnits', lack);
}
