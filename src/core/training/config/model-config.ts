import * as v from 'valibot';
import { type Architecture, architectureSchema } from '../../models/architecture.ts';
import { type Mistake, section, toIssue } from './config-document.ts';

/** A network of one's own sizes, or one whose encoder is taken from another model. */
export type ModelSetting =
  | { readonly architecture: Architecture }
  /** `freeze: encoder`: only the decoder learns. The front end and the sizes come with the model. */
  | { readonly from: string; readonly freeze: 'encoder' | 'none' };

const start = section({
  /** A shipped model's name or a file. */
  from: v.pipe(v.string(), v.minLength(1)),
  freeze: v.optional(v.picklist(['encoder', 'none']), 'none'),
});

/** The section `model`: encoder, decoder, dropout and the encoder's sizes, all in one object; or `from` and `freeze`. */
export const modelSection = v.pipe(
  v.looseObject({}),
  v.rawTransform(({ dataset, addIssue, NEVER }): ModelSetting => {
    const { value } = dataset;
    const parsed = Object.hasOwn(value, 'from')
      ? v.safeParse(start, value)
      : v.safeParse(architectureSchema, nested(value));
    if (!parsed.success) {
      for (const issue of parsed.issues) addIssue(toIssue(mistakeOf(issue), value));
      return NEVER;
    }
    return 'from' in parsed.output ? parsed.output : { architecture: parsed.output };
  }),
);

/** Keys of `model` that are the decoder's. */
const decoderKeys: ReadonlySet<string> = new Set(['dropout']);

function nested({ encoder, decoder, ...sizes }: Record<string, unknown>): object {
  const entries = Object.entries(sizes);
  return {
    encoder: {
      type: encoder ?? 'tc-resnet',
      ...Object.fromEntries(entries.filter(([key]) => !decoderKeys.has(key))),
    },
    decoder: {
      ...(decoder !== undefined && { type: decoder }),
      ...Object.fromEntries(entries.filter(([key]) => decoderKeys.has(key))),
    },
  };
}

/** What is wrong in the nested form, said of the flat one. */
function mistakeOf(issue: v.BaseIssue<unknown>): Mistake {
  const [first, second, ...rest] = (issue.path ?? []).map(({ key }) => String(key));
  const isPart = first === 'encoder' || first === 'decoder';
  const isKey = issue.expected === 'never';
  const path = isPart && second !== undefined ? [second === 'type' ? first : second, ...rest] : [first ?? ''];
  const message = isKey && isPart ? `unknown key for this ${first}` : issue.message;
  return { path: path.filter((key) => key !== ''), message, isKey };
}

/** The setting as it is written in YAML. */
export function formatModelSetting(setting: ModelSetting): object {
  if ('from' in setting) return { ...setting };
  const { encoder, decoder } = setting.architecture;
  const { type, ...sizes } = encoder;
  return { encoder: type, ...sizes, decoder: decoder.type, dropout: decoder.dropout };
}
