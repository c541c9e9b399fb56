/** Names of the models that come with the page to listen with, in `public/models/NAME`. */
export const shippedModelNames = ['digits', 'commands'] as const;

/** All that come with the page, to start a training from; `wide` knows too many words to be right about each. */
export const startModelNames = ['wide', ...shippedModelNames] as const;

export type ShippedModelName = (typeof shippedModelNames)[number];
export type StartModelName = (typeof startModelNames)[number];

/** True for the name of a model that comes with the page to listen with. */
export function isShippedModel(name: string): name is ShippedModelName {
  return shippedModelNames.some((shipped) => shipped === name);
}

/** True for the name of a model that comes with the page, `wide` among them. */
export function isStartModel(name: string): name is StartModelName {
  return startModelNames.some((shipped) => shipped === name);
}
