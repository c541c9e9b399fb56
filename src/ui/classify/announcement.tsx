import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import type { ClipSession } from './clip-session.ts';
import { useLabelText } from './label-text.ts';
import type { LiveSession } from '../shared/listen/live-session.ts';
import type { ClassifyView } from './use-classify.ts';

type AnnouncementProps = { clips: ClipSession; live: LiveSession; view: ClassifyView };

/** Says the word to screen readers as soon as it is known. */
export function Announcement({ clips, live, view }: AnnouncementProps) {
  const clipText = useClipText(clips);
  const { words } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  return (
    <p role="status" className="visually-hidden" data-testid="announcement">
      {view === 'live' ? words[0]?.label : clipText}
    </p>
  );
}

function useClipText(clips: ClipSession): string {
  const { t } = useTranslation();
  const format = useFormat();
  const labelText = useLabelText();
  const { heard, isBusy } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  if (heard === null || isBusy) return '';
  const { ranked, isSure, isSilent } = heard.classification;
  const [first] = ranked;
  if (isSilent || first === undefined) return t('classify.nothingHeard');
  const share = format.percent(first.score);
  const { text } = labelText(first.label);
  return `${text}, ${isSure ? share : t('classify.notSure', { share })}`;
}
