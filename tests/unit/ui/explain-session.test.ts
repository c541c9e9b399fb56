import { describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { explainClip } from '../../../src/core/features/explain-frame.ts';
import { ExplainSession, frameSec, numFramesOf } from '../../../src/ui/classify/explain/explain-session.ts';
import { explainSteps } from '../../../src/ui/classify/explain/explain-steps.ts';
import { createFormat } from '../../../src/ui/shared/format.ts';
import { createFeaturesHandlers } from '../../../src/workers/features-handlers.ts';
import type { AnalysedClip } from '../../../src/workers/protocol.ts';
import { type FrontEndInput, parseFrontEnd } from '../../../src/core/features/front-end.ts';

const context = {
  signal: new AbortController().signal,
  progress: () => undefined,
  transfer: () => undefined,
};

/** Half a second of a tone at 1 kHz that is loudest at 0.2 s. */
const samples = Float32Array.from({ length: 8000 }, (_, i) => {
  const distance = (i / 16_000 - 0.2) / 0.05;
  return 0.5 * Math.exp(-distance * distance) * Math.sin((2 * Math.PI * 1000 * i) / 16_000);
});

async function clipOf(input: FrontEndInput = {}): Promise<AnalysedClip> {
  const choice = { frontEnd: parseFrontEnd({ clipSamples: 16_000, ...input }), normalisation: null };
  const source = { samples: samples.slice(), sampleRateHz: 16_000 };
  return createFeaturesHandlers(() => 0).analyse({ choice, source }, context);
}

/** Answers only when told to. */
function slowExplainer() {
  const asked: number[] = [];
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  return {
    asked,
    explain: (clip: AnalysedClip, frameIndex: number) => {
      asked.push(frameIndex);
      return new Promise<ReturnType<ReturnType<typeof explainClip>>>((resolve, reject) => {
        const frame = explainClip(clip.samples, clip.choice.frontEnd, null)(frameIndex);
        waiting.push({ resolve: () => resolve({ ...frame, index: frameIndex }), reject });
      });
    },
    next: async (error?: Error) => {
      const call = waiting.shift();
      if (error === undefined) call?.resolve();
      else call?.reject(error);
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

describe('ExplainSession', () => {
  it('asks nothing while it is closed, and then for the loudest place', async () => {
    const explainer = slowExplainer();
    const session = new ExplainSession(explainer);
    const clip = await clipOf();
    session.setClip(clip);
    expect(explainer.asked).toEqual([]);
    session.setOpen(true);
    const { frameIndex, hz } = session.getSnapshot();
    expect(frameSec(clip, frameIndex)).toBeCloseTo(0.2, 1);
    expect(Math.abs(hz - 1000)).toBeLessThan(60);
    expect(explainer.asked).toEqual([frameIndex]);
  });

  it('asks one thing at a time and then the newest', async () => {
    const explainer = slowExplainer();
    const session = new ExplainSession(explainer);
    session.setOpen(true);
    session.setClip(await clipOf());
    const [first = 0] = explainer.asked;
    for (let i = 0; i < 20; i++) session.step(1);
    expect(explainer.asked).toHaveLength(1);
    await explainer.next();
    expect(session.getSnapshot().shown?.frame.index).toBe(first);
    expect(explainer.asked).toEqual([first, first + 20]);
    await explainer.next();
    expect(session.getSnapshot().shown?.frame.index).toBe(first + 20);
    expect(explainer.asked).toHaveLength(2);
  });

  it('keeps the cursor inside the clip and the picture', async () => {
    const session = new ExplainSession(slowExplainer());
    const clip = await clipOf();
    session.setClip(clip);
    session.moveTo(99, 99_999);
    expect(session.getSnapshot()).toMatchObject({ frameIndex: numFramesOf(clip) - 1, hz: clip.maxHz });
    session.moveTo(-99, -5);
    expect(session.getSnapshot()).toMatchObject({ frameIndex: 0, hz: clip.minHz });
    session.step(0, 1);
    expect(session.getSnapshot().hz).toBeGreaterThan(clip.minHz);
  });

  it('drops the answer for a former clip, and shows an error', async () => {
    const explainer = slowExplainer();
    const session = new ExplainSession(explainer);
    session.setOpen(true);
    session.setClip(await clipOf());
    const second = await clipOf({ numBands: 20 });
    session.setClip(second);
    await explainer.next();
    expect(session.getSnapshot().shown).toBeNull();
    await explainer.next(new PhonoscopeError('worker-crashed', 'gone'));
    expect(session.getSnapshot().error?.code).toBe('worker-crashed');
    session.setOpen(true);
    await explainer.next();
    expect(session.getSnapshot()).toMatchObject({ error: null, shown: { clip: second } });
  });
});

describe('explainSteps', () => {
  const t = ((key: string) => key) as unknown as Parameters<typeof explainSteps>[0]['t'];
  const namesOf = async (input: FrontEndInput) => {
    const { choice, samples } = await clipOf(input);
    const { frontEnd } = choice;
    const frame = explainClip(samples, frontEnd, null)(20);
    return explainSteps({ frontEnd, frame, hz: 1000, t, format: createFormat('en') }).map(({ name }) => name);
  };

  it('has one plot for each station of the front end', async () => {
    const always = ['samples', 'windowed', 'spectrum'];
    expect(await namesOf({ normalise: 'clip' })).toEqual([...always, 'mel', 'logged', 'normalised']);
    expect(await namesOf({ kind: 'stft' })).toEqual([...always, 'logged']);
    expect(await namesOf({ kind: 'meyda-mel' })).toEqual([...always, 'mel', 'logged']);
    expect(await namesOf({ kind: 'mfcc', resizeBands: 8 })).toEqual([
      ...always,
      'mel',
      'logged',
      'staged',
      'resized',
    ]);
  });
});
