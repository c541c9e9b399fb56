import { toPhonoscopeError } from '../../../core/errors.ts';
import type { ExplainedFrame } from '../../../core/features/explain-frame.ts';
import { countFrames } from '../../../core/features/feature-shape.ts';
import { frameAtSample, frameCentre } from '../../../core/features/frames.ts';
import { hzToMel, melToHz } from '../../../core/features/mel-filter-bank.ts';
import type { AnalysedClip, PlainError } from '../../../workers/protocol.ts';
import { readSetting, writeSetting } from '../../shared/settings.ts';
import { Store } from '../../shared/store.ts';

type ExplainState = {
  readonly isOpen: boolean;
  readonly clip: AnalysedClip | null;
  /** The cursor: a frame of what the model hears, and a frequency. */
  readonly frameIndex: number;
  readonly hz: number;
  /** The last frame that the worker took to pieces, with its clip; the cursor may be ahead of it. */
  readonly shown: { readonly clip: AnalysedClip; readonly frame: ExplainedFrame } | null;
  readonly error: PlainError | null;
};

type Explainer = { explain(clip: AnalysedClip, frameIndex: number): Promise<ExplainedFrame> };

const setting = 'explain';

/** The cursor in a clip and the frame under it. One question is on its way at a time, and the newest comes next. */
export class ExplainSession extends Store<ExplainState> {
  readonly #explainer: Explainer;
  #isAsking = false;

  constructor(explainer: Explainer) {
    const isOpen = readSetting(setting) === 'open';
    super({ isOpen, clip: null, frameIndex: 0, hz: 1000, shown: null, error: null });
    this.#explainer = explainer;
  }

  setOpen(isOpen: boolean): void {
    writeSetting(setting, isOpen ? 'open' : 'closed');
    this.update({ isOpen, error: null });
    this.#ask();
  }

  /** The clip on the screen; the cursor goes to its loudest place. */
  setClip(clip: AnalysedClip | null): void {
    if (clip === this.getSnapshot().clip) return;
    this.update({ clip, error: null, ...(clip === null ? {} : loudestPlace(clip)) });
    this.#ask();
  }

  moveTo(timeSec: number, hz: number): void {
    const { clip } = this.getSnapshot();
    if (clip !== null) this.#place(frameAt(clip, timeSec), clampHz(clip, hz));
  }

  /** Moves by frames and by steps of a fiftieth of the picture's height. */
  step(frames: number, upwards = 0): void {
    const { clip, frameIndex, hz } = this.getSnapshot();
    if (clip === null) return;
    const { minHz, maxHz, melScale } = clip;
    const stepMel = (hzToMel(maxHz, melScale) - hzToMel(minHz, melScale)) / 50;
    const next = upwards === 0 ? hz : melToHz(hzToMel(hz, melScale) + upwards * stepMel, melScale);
    this.#place(frameIndex + frames, clampHz(clip, next));
  }

  setHz(hz: number): void {
    const { clip, frameIndex } = this.getSnapshot();
    if (clip !== null) this.#place(frameIndex, clampHz(clip, hz));
  }

  #place(frameIndex: number, hz: number): void {
    const { clip, ...former } = this.getSnapshot();
    if (clip === null) return;
    const index = Math.max(0, Math.min(numFramesOf(clip) - 1, frameIndex));
    if (index === former.frameIndex && hz === former.hz) return;
    this.update({ frameIndex: index, hz });
    this.#ask();
  }

  #ask(): void {
    const { isOpen, clip, frameIndex, shown } = this.getSnapshot();
    const isShown = shown?.clip === clip && shown?.frame.index === frameIndex;
    if (!isOpen || clip === null || isShown || this.#isAsking) return;
    this.#isAsking = true;
    void this.#answer(clip, frameIndex);
  }

  async #answer(clip: AnalysedClip, frameIndex: number): Promise<void> {
    try {
      const frame = await this.#explainer.explain(clip, frameIndex);
      this.#isAsking = false;
      if (this.getSnapshot().clip === clip) this.update({ shown: { clip, frame }, error: null });
      // Where the cursor went meanwhile.
      this.#ask();
    } catch (thrown) {
      this.#isAsking = false;
      const { code, message, details } = toPhonoscopeError(thrown);
      if (code !== 'aborted') this.update({ error: { code, message, details } });
    }
  }
}

/** How many frames the model's part of a clip has, before they are cut or padded. */
export function numFramesOf(clip: AnalysedClip): number {
  return countFrames(numHeardSamples(clip), clip.choice.frontEnd);
}

/** When the middle of a frame is, in seconds of the clip. */
export function frameSec({ window, choice: { frontEnd } }: AnalysedClip, frameIndex: number): number {
  return window.startSec + frameCentre(frameIndex, frontEnd) / frontEnd.sampleRate;
}

function frameAt(clip: AnalysedClip, timeSec: number): number {
  const { window, sampleRateHz, choice } = clip;
  return frameAtSample((timeSec - window.startSec) * sampleRateHz, numHeardSamples(clip), choice.frontEnd);
}

function numHeardSamples({ window, sampleRateHz }: AnalysedClip): number {
  return Math.round((window.endSec - window.startSec) * sampleRateHz);
}

function clampHz({ minHz, maxHz }: AnalysedClip, hz: number): number {
  return Math.max(minHz, Math.min(maxHz, hz));
}

/** The loudest cell of the spectrogram within what the model hears: more to see there than at the start. */
function loudestPlace(clip: AnalysedClip): { frameIndex: number; hz: number } {
  const { spectrogram, hopSec, window, minHz, maxHz, melScale } = clip;
  const { values, numFrames, numBands } = spectrogram;
  const isHeard = (frame: number) => frame * hopSec >= window.startSec && frame * hopSec <= window.endSec;
  let best = -1;
  for (let frame = 0; frame < numFrames; frame++) {
    if (!isHeard(frame)) continue;
    for (let at = frame * numBands; at < (frame + 1) * numBands; at++) {
      if (best < 0 || values[at]! > values[best]!) best = at;
    }
  }
  const band = Math.max(0, best) % numBands;
  const low = hzToMel(minHz, melScale);
  const mel = low + ((band + 1) / (numBands + 1)) * (hzToMel(maxHz, melScale) - low);
  const timeSec = Math.floor(Math.max(0, best) / numBands) * hopSec;
  return { frameIndex: frameAt(clip, timeSec), hz: melToHz(mel, melScale) };
}
