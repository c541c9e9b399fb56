import { useTranslation } from 'react-i18next';
import type { LabelRole } from '../../core/models/metadata.ts';
import { useRecogniser } from '../shared/recogniser-context.tsx';

/** How a label is shown: words as they are, the two labels that stand for something else in plain language. */
export function useLabelText(): (label: string) => { text: string; role: LabelRole } {
  const { t } = useTranslation();
  const { metadata } = useRecogniser().state;
  return (label) => {
    const role = metadata?.roles.get(label) ?? 'word';
    return { text: role === 'word' ? label : t(`classify.role.${role}`), role };
  };
}
