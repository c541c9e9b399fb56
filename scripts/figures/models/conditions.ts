import { loadMadeModel } from '../../models/made-models.ts';
import { openScorer } from '../../models/score-audio.ts';
import type { Report } from './report.ts';
import { countRightClips, inRooms, type TestClip, withNoise } from './test-clips.ts';

/** Clips as they are, the bar being for these, in measured rooms, and with noise. */
export async function measureConditions(
  report: Report,
  model: string,
  { clips, data, bar }: { clips: readonly TestClip[]; data: string; bar?: number },
): Promise<void> {
  const scorer = await openScorer(await loadMadeModel(model));
  const measure = async (varied: readonly TestClip[], condition: string, wanted?: number) =>
    report.share(
      { model, data: `${data}${condition}`, split: 'test' },
      await countRightClips(scorer, varied),
      wanted,
    );
  await measure(clips, '', bar);
  await measure(inRooms(clips), ', in four measured rooms');
  for (const snrDb of [10, 0]) await measure(withNoise(clips, snrDb), `, with noise at ${snrDb} dB`);
  scorer.dispose();
}
