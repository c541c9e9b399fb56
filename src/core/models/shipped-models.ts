/** Names of the models that come with the page, in `public/models/NAME`. */
export const shippedModelNames = ['digits', 'commands'] as const;

export type ShippedModelName = (typeof shippedModelNames)[number];
