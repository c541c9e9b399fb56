/** Names of the models that come with the page, in `public/models/NAME`. */
export const shippedModelNames = ['digits', 'commands'] as const;

export type ShippedModelName = (typeof shippedModelNames)[number];

/** True for the name of a model that comes with the page. */
export function isShippedModel(name: string): name is ShippedModelName {
  return shippedModelNames.some((shipped) => shipped === name);
}
