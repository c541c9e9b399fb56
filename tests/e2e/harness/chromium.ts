import type { PlaywrightWorkerOptions } from '@playwright/test';
import { findChromium } from '../../../scripts/find-chromium.ts';

const quietArgs = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

interface ChromiumWishes {
  /** A WAV file that the fake microphone plays, from the moment it is opened and over and over. */
  readonly microphoneFile?: string;
  /** WebGPU on the software adapter; without it a headless Chromium has no adapter. */
  readonly hasWebGpu?: boolean;
  /** Further command-line switches. */
  readonly args?: readonly string[];
}

function microphoneArgs(file: string | undefined): readonly string[] {
  if (file === undefined) return [];
  return [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${file}`,
  ];
}

/** The browser of a spec: `test.use(chromiumOptions({ microphoneFile }))` at the top of its file. */
export function chromiumOptions(
  wishes: ChromiumWishes = {},
): Partial<Pick<PlaywrightWorkerOptions, 'launchOptions' | 'channel'>> {
  const executablePath = findChromium();
  const webGpuArgs = wishes.hasWebGpu === true ? ['--enable-unsafe-webgpu'] : [];
  const args = [
    ...quietArgs,
    ...microphoneArgs(wishes.microphoneFile),
    ...webGpuArgs,
    ...(wishes.args ?? []),
  ];
  return executablePath === null
    ? { channel: 'chromium', launchOptions: { args } }
    : { launchOptions: { args, executablePath } };
}
