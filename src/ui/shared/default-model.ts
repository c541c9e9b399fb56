import { isShippedModel } from '../../core/models/shipped-models.ts';
import type { ModelName } from '../../workers/protocol.ts';
import type { Recogniser } from '../../workers/recogniser.ts';
import { readSetting, writeSetting } from './settings.ts';

const setting = 'default-model';

/** The model that listens when the page is opened, as it was chosen; it may be gone. */
export function readDefaultModel(): string | null {
  return readSetting(setting);
}

export function writeDefaultModel(name: ModelName): void {
  writeSetting(setting, name);
}

/** Chooses it, unless the visitor has chosen another meanwhile; call it when the visitor's own models are there. */
export function chooseDefaultModel(recogniser: Recogniser): void {
  const wanted = readDefaultModel();
  if (wanted === null || recogniser.getSnapshot().status !== 'idle') return;
  const own = recogniser.ownModels.getSnapshot().find(({ name }) => name === wanted)?.name;
  const name = isShippedModel(wanted) ? wanted : own;
  if (name !== undefined) recogniser.setModel(name);
}
