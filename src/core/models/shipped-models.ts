/** Names of the models that come with the page to listen with, in `public/models/NAME`. */
export const shippedModelNames = ['digits', 'commands'] as const;

/** Those to start a training from; `wide` knows too many words to be right about each. */
export const startModelNames = ['wide', ...shippedModelNames] as const;

/** All that come with the page; `strings` hears digits in the middle of others. */
export const packagedModelNames = [...startModelNames, 'strings'] as const;

export type ShippedModelName = (typeof shippedModelNames)[number];
export type PackagedModelName = (typeof packagedModelNames)[number];

/** True for the name of a model that comes with the page to listen with. */
export function isShippedModel(name: string): name is ShippedModelName {
  return shippedModelNames.some((shipped) => shipped === name);
}

/** True for the name of a model that comes with the page, `wide` among them. */
export function isPackagedModel(name: string): name is PackagedModelName {
  return packagedModelNames.some((packaged) => packaged === name);
}

/** The model that knows the same words when they run into each other; the same one where there is no other. */
export function modelForStrings<Name extends string>(name: Name): Name | 'strings' {
  return name === 'digits' ? 'strings' : name;
}
