import { loadMadeModel } from '../../models/made-models.ts';
import { openScorer } from '../../models/score-audio.ts';
import type { Report } from './report.ts';
import {
  countRight,
  countRightClips,
  findRightClips,
  inRooms,
  type TestClip,
  withNoise,
} from './test-clips.ts';
import { voicePitchHz } from './voice-pitch.ts';

/** Men mostly; women and some men; children and high women. Few clips say what their speaker is, so pitch must. */
const voices = [
  { kind: 'low voices (below 165 Hz)', fromHz: 0, toHz: 165 },
  { kind: 'higher voices (165 to 255 Hz)', fromHz: 165, toHz: 255 },
  { kind: 'high voices (255 Hz and above)', fromHz: 255, toHz: Infinity },
];

/** Clips as they are, the bar being for these, by kind of voice, in measured rooms, and with noise. */
export async function measureConditions(
  report: Report,
  model: string,
  { clips, data, bar }: { clips: readonly TestClip[]; data: string; bar?: number },
): Promise<void> {
  const scorer = await openScorer(await loadMadeModel(model));
  const named = (condition: string) => ({ model, data: `${data}${condition}`, split: 'test' });
  const isRight = await findRightClips(scorer, clips);
  report.share(named(''), countRight(isRight), bar);
  const pitches = clips.map(({ label, samples }) => (label === '_silence_' ? null : voicePitchHz(samples)));
  for (const { kind, fromHz, toHz } of voices) {
    const ofKind = isRight.filter((_, index) => {
      const pitchHz = pitches[index] ?? -1;
      return pitchHz >= fromHz && pitchHz < toHz;
    });
    if (ofKind.length > 0) report.share(named(`, ${kind}`), countRight(ofKind));
  }
  report.share(named(', in four measured rooms'), await countRightClips(scorer, inRooms(clips)));
  for (const snrDb of [10, 0]) {
    const noisy = await countRightClips(scorer, withNoise(clips, snrDb));
    report.share(named(`, with noise at ${snrDb} dB`), noisy);
  }
  scorer.dispose();
}
